#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# swap.py A B COMMAND...: exchanges what the paths A and B name, over and over,
# while the command runs. Ends with its status.

import ctypes
import os
import subprocess
import sys

exchange = 2
here = -100

libc = ctypes.CDLL(None, use_errno=True)
a, b = (os.fsencode(path) for path in sys.argv[1:3])
process = subprocess.Popen(sys.argv[3:])
while process.poll() is None:
    for _ in range(100):
        if libc.renameat2(here, a, here, b, exchange):
            process.kill()
            sys.exit(f"cannot exchange {a} and {b}: {os.strerror(ctypes.get_errno())}")
sys.exit(process.returncode)
