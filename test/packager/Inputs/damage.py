# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# damage.py FILE COPY COMMAND...
#
# Runs COMMAND for many damaged forms of FILE, which it finds as COPY by the
# variable DAMAGED, and counts the runs that a signal ended or that took long.

import os
import random
import subprocess
import sys

source, copy, *command = sys.argv[1:]
with open(source, "rb") as file:
    original = file.read()
chance = random.Random(1)


def forms():
    for length in list(range(0, 65, 8)) + [100, 120, 176, 400, 1000, len(original) - 1]:
        yield original[:length]
    # Every field of the ELF header, then of the program headers, at its extremes.
    for offset in list(range(16, 64, 2)) + [chance.randrange(64, 700) for _ in range(60)]:
        for value in (b"\xff" * 8, b"\x00" * 8, b"\xff" * 7 + b"\x7f"):
            width = chance.choice((1, 2, 4, 8))
            yield original[:offset] + value[:width] + original[offset + width:]


runs = crashes = 0
for form in forms():
    with open(copy, "wb") as file:
        file.write(form)
    try:
        status = subprocess.run(command, env=dict(os.environ, DAMAGED=copy), timeout=20,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    except subprocess.TimeoutExpired:
        status = -1
    runs += 1
    crashes += status not in (0, 1)
print(f"{runs} runs, {crashes} crashes")
