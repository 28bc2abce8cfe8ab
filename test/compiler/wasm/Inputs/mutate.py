# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#   mutate.py COPIES OUTPUT MODULE...
#
# Compiles damaged copies of modules: cut off, with bytes changed, taken out or
# put in. Each must compile without a word, or be refused by one line that names
# the file, with nothing left behind; none may end wasmc by a signal or keep it
# busy. The same copies are made in every run.

import os
import random
import subprocess
import sys

copies = int(sys.argv[1])
folder = sys.argv[2]
modules = [open(path, "rb").read() for path in sys.argv[3:]]
chance = random.Random(1)

# Bytes that mean something in many places: sizes, types, block ends, prefixes.
TELLING = bytes([0, 1, 2, 0x05, 0x0B, 0x0E, 0x10, 0x11, 0x40, 0x60, 0x6F, 0x70, 0x7B,
                 0x7C, 0x7D, 0x7E, 0x7F, 0x80, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF])


def damaged(whole):
    data = bytearray(whole)
    at = chance.randrange(len(data))
    length = chance.randrange(1, 40)
    how = chance.randrange(10)
    if how == 0:
        return data[:at]
    if how == 1:
        del data[at : at + length]
        return data
    if how == 2:
        start = chance.randrange(len(data))
        data[at:at] = data[start : start + length]
        return data
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        at = chance.randrange(8, len(data))
        change = chance.randrange(4)
        if change == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif change == 1:
            data[at] = chance.choice(TELLING)
        elif change == 2:
            data[at] = chance.randrange(256)
        else:
            data[at : at + 1] = b"\xff\xff\xff\xff\x0f"  # The largest u32.
    return data


copy = os.path.join(folder, "copy.wasm")
output = os.path.join(folder, "output")
refused = 0
for i in range(copies):
    with open(copy, "wb") as file:
        file.write(damaged(modules[i % len(modules)]))
    level = chance.choice(["-O0", "-O2"])
    result = subprocess.run(["wasmc", level, "-j1", "--verify-ir", copy, "-o", output],
                            capture_output=True, timeout=60)
    said = result.stderr.decode().splitlines()
    compiled = result.returncode == 0 and not said
    isRefusal = result.returncode == 1 and len(said) == 1 and said[0].startswith(
        f"wasmc: {copy}:")
    if isRefusal:
        refused += 1
    wrote = os.path.exists(output)
    if not (compiled and wrote or isRefusal and not wrote):
        sys.exit(f"copy {i}, kept as {copy}, {level}: status {result.returncode}: {said}")
    os.remove(copy)
    if wrote:
        os.remove(output)
    if os.listdir(folder):
        sys.exit(f"copy {i}: left behind: {os.listdir(folder)}")
print(f"{copies} copies, {copies - refused} compiled, {refused} refused")
