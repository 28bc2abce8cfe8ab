#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Reads a core dump as WebAssembly's tool conventions describe it and prints what
# it says, a line a fact:
#
#   read-coredump.py FILE [ADDRESS:LENGTH...]
#
# An ADDRESS shows bytes of memory 0, as hexadecimal digits. Anything that is not
# as described ends it with an error.

import struct
import sys


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def bytes(self, count):
        assert self.at + count <= len(self.data), "ends too soon"
        self.at += count
        return self.data[self.at - count : self.at]

    def byte(self):
        return self.bytes(1)[0]

    def expect(self, value):
        found = self.byte()
        assert found == value, f"{found:#x} where {value:#x} belongs"

    def leb(self, signed=False):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        assert shift <= 70, "number too long"
        return value - (1 << shift) if signed and byte & 0x40 else value

    def name(self):
        return self.bytes(self.leb()).decode()

    def rest(self):
        return self.at < len(self.data)


def constant(r):
    op = r.byte()
    if op in (0x41, 0x42):
        value = r.leb(signed=True)
    elif op == 0x43:
        value = struct.unpack("<f", r.bytes(4))[0]
    elif op == 0x44:
        value = struct.unpack("<d", r.bytes(8))[0]
    elif op == 0xFD:
        assert r.leb() == 12
        value = r.bytes(16).hex()
    else:
        assert op == 0xD0, f"no constant: {op:#x}"
        value = f"null {r.byte():#x}"
    r.expect(0x0B)
    return value


def values(r):
    """A vector of locals or operands; ours are always empty."""
    assert r.leb() == 0


def custom(r):
    name = r.name()
    if name == "core":
        r.expect(0)
        print("core", r.name())
    elif name == "coremodules":
        for i in range(r.leb()):
            r.expect(0)
            print("module", i, r.name())
    elif name == "coreinstances":
        for i in range(r.leb()):
            r.expect(0)
            module = r.leb()
            memories = [r.leb() for _ in range(r.leb())]
            globals_ = [r.leb() for _ in range(r.leb())]
            print("instance", i, "of module", module, "memories", memories, "globals", globals_)
    elif name == "corestack":
        r.expect(0)
        print("thread", r.name())
        count = r.leb()
        for i in range(count):
            r.expect(0)
            instance, function, offset = r.leb(), r.leb(), r.leb()
            values(r)
            values(r)
            if i < 40:
                print("frame", i, "instance", instance, "func", function, "offset", offset)
        print("frames", count)
    else:
        raise AssertionError("section " + name)
    assert not r.rest(), name + " is longer than what it holds"


def main():
    with open(sys.argv[1], "rb") as file:
        module = Reader(file.read())
    assert module.bytes(8) == b"\0asm\1\0\0\0", "no module"
    seen, pages, memory = [], [], {}
    while module.rest():
        section, r = module.byte(), Reader(module.bytes(module.leb()))
        seen.append(section)
        if section == 0:
            custom(r)
            continue
        for i in range(r.leb()):
            if section == 5:
                flags, size = r.byte(), r.leb()
                shift = r.leb() if flags & 8 else 16
                pages.append(size << shift)
                print("memory", i, "64-bit" if flags & 4 else "32-bit", "bytes", size << shift)
            elif section == 6:
                type_ = r.byte()
                r.expect(0)
                print("global", i, f"{type_:#x}", constant(r))
            else:
                assert section == 11, f"section {section}"
                kind = r.byte()
                assert kind in (0, 2)
                index = r.leb() if kind else 0
                offset = constant(r)
                contents = r.bytes(r.leb())
                offset &= (1 << 64) - 1 if offset < -(1 << 31) else (1 << 32) - 1 if offset < 0 else -1
                assert contents and offset + len(contents) <= pages[index]
                print("data memory", index, "at", offset, "length", len(contents))
                memory[index, offset] = contents
        assert not r.rest(), f"section {section} is longer than what it holds"
    assert seen == [0, 0, 0, 0, 5, 6, 11], seen
    for argument in sys.argv[2:]:
        address, length = (int(x, 0) for x in argument.split(":"))
        shown = bytearray(length)
        for (index, offset), contents in memory.items():
            for i in range(length) if index == 0 else ():
                if 0 <= address + i - offset < len(contents):
                    shown[i] = contents[address + i - offset]
        print("at", hex(address), shown.hex())


main()
