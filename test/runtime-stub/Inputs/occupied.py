# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a program that is granted a port on which something listens already, and prints its status."""
import os
import socket
import subprocess
import sys

with socket.create_server(("127.0.0.1", 0)) as listener:
    grants = "tcp-listen 127.0.0.1:%d" % listener.getsockname()[1]
    print(subprocess.run(sys.argv[1:] + ["quick"], env=dict(os.environ, WASMC_GRANTS=grants), timeout=20).returncode)
