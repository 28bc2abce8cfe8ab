#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#   run-filter.py FILE GRANT MACHINE
#
# Runs the system-call filter that an executable keeps for GRANT (0 nothing,
# 1 reading, 2 writing) as the kernel would, for every call of the audit machine
# MACHINE with arguments of zero, and prints the numbers that are let through.
# Ends with an error if the program is not one that the kernel would take.

import struct
import subprocess
import sys

ALLOW, KILL = 0x7FFF0000, 0x80000000


def findFilter(path, grant):
    """The instructions, from the symbol wasm_lockdown."""
    symbols = subprocess.run(["llvm-nm", path], capture_output=True, text=True, check=True)
    address = next(int(line.split()[0], 16) for line in symbols.stdout.splitlines()
                   if line.endswith(" wasm_lockdown"))
    with open(path, "rb") as file:
        # The first segment holds it, where address and offset are equal.
        image = file.read()
    place = address + 8 * grant
    distance, length, _ = struct.unpack_from("<iHH", image, place)
    return [struct.unpack_from("<HBBI", image, place + distance + 8 * i) for i in range(length)]


def check(program):
    """What the kernel's own verifier asks: jumps forward and inside, an end."""
    assert 0 < len(program) <= 4096
    for at, (code, ifTrue, ifFalse, operand) in enumerate(program):
        assert code in (0x20, 0x05, 0x15, 0x35, 0x45, 0x54, 0x06), hex(code)
        if code == 0x05:
            assert at + 1 + operand < len(program)
        if code in (0x15, 0x35, 0x45):
            assert at + 1 + max(ifTrue, ifFalse) < len(program)
        if code == 0x20:
            assert operand % 4 == 0 and operand < 64
    assert program[-1][0] == 0x06


def run(program, data):
    at = value = 0
    while True:
        code, ifTrue, ifFalse, operand = program[at]
        at += 1
        if code == 0x06:
            return operand
        if code == 0x20:
            value = struct.unpack_from("<I", data, operand)[0]
        elif code == 0x54:
            value &= operand
        elif code == 0x05:
            at += operand
        else:
            holds = {0x15: value == operand, 0x35: value >= operand,
                     0x45: value & operand}[code]
            at += ifTrue if holds else ifFalse


def main():
    program = findFilter(sys.argv[1], int(sys.argv[2]))
    check(program)
    machine = int(sys.argv[3], 16)
    allowed = []
    for number in [*range(1024), *range(0x40000000, 0x40000400), 0xFFFFFFFF]:
        result = run(program, struct.pack("<IIQ6Q", number, machine, 0, *[0] * 6))
        assert result in (ALLOW, KILL), hex(result)
        if result == ALLOW:
            allowed.append(number)
    print("allowed:", *allowed)


main()
