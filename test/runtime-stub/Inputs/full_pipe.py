# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a program whose stderr is a pipe that is full and stays so, and prints its status."""
import os
import subprocess
import sys

reader, writer = os.pipe()
os.set_blocking(writer, False)
try:
    while True:
        os.write(writer, bytes(4096))
except BlockingIOError:
    pass
os.set_blocking(writer, True)
process = subprocess.Popen(sys.argv[1:], stderr=writer, stdout=subprocess.DEVNULL)
try:
    print(process.wait(20))
finally:
    process.kill()
