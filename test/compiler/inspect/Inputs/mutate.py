# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Runs `wasmc inspect` on damaged copies of a file; fails if it ends by a signal,
# takes long, or says more than one line on failure.

import random
import subprocess
import sys

whole = open(sys.argv[1], "rb").read()
copy = sys.argv[1] + ".damaged"
chance = random.Random(1)
headers = int.from_bytes(whole[40:48], "little")
for i in range(250):
    data = bytearray(whole)
    if i % 5 == 0:
        data = data[: chance.randrange(len(data))]
    else:
        # ELF header, program headers and notes are at the front, section headers
        # at the end: what is read is there.
        for _ in range(chance.randint(1, 8)):
            at = chance.choice([chance.randrange(0x300), chance.randrange(headers, len(data))])
            data[at] = chance.choice([0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)])
    open(copy, "wb").write(data)
    result = subprocess.run(["wasmc", "inspect", copy], capture_output=True, timeout=20)
    lines = result.stderr.decode(errors="replace").splitlines()
    if result.returncode not in (0, 1) or (result.returncode == 1) != (len(lines) == 1):
        sys.exit(f"copy {i}: status {result.returncode}: {lines}")
