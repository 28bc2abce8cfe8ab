# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Copies an executable and breaks the copy:
#
#   patch.py IN OUT code SYMBOL HEX     these bytes where the symbol begins
#   patch.py IN OUT replace SYMBOL FROM TO  the first such bytes from there on are
#                                       others, as many
#   patch.py IN OUT unwind SYMBOL FROM TO  the same in the function's unwind entry
#   patch.py IN OUT cover SYMBOL        that entry is for a megabyte of code
#   patch.py IN OUT refer SYMBOL FROM TO  what the function refers to at symbol FROM
#                                       is symbol TO (x86-64)
#   patch.py IN OUT entry SYMBOL        the entry point is the symbol
#   patch.py IN OUT segment FROM TO     a program header of type FROM is of TO
#   patch.py IN OUT writable            the executable segment is writable, too
#   patch.py IN OUT dynamic FROM TO     a dynamic entry of tag FROM is of TO
#
# A symbol's name may be followed by a distance, as in wasm_memories+16.

import struct
import sys

source, target, kind, *arguments = sys.argv[1:]
with open(source, "rb") as file:
    image = bytearray(file.read())
headers, sections = struct.unpack_from("<QQ", image, 0x20)
header_count, = struct.unpack_from("<H", image, 0x38)
section_count, = struct.unpack_from("<H", image, 0x3c)
LOAD, DYNAMIC, EH_FRAME, SYMTAB = 1, 2, 0x6474e550, 2


def segments():
    for i in range(header_count):
        at = headers + i * 56
        yield (at, *struct.unpack_from("<IIQQQQQ", image, at))


def offset_of(address):
    for _, type, _, offset, start, _, size, _ in segments():
        if type == LOAD and start <= address < start + size:
            return offset + address - start
    sys.exit(f"no byte of the file is at {address:#x}")


def address_of(place):
    name, _, distance = place.partition("+")
    table = [struct.unpack_from("<IIQQQQIIQQ", image, sections + i * 64)
             for i in range(section_count)]
    for section in table:
        if section[1] != SYMTAB:
            continue
        strings = table[section[6]][4]
        for at in range(section[4], section[4] + section[5], 24):
            text, value = struct.unpack_from("<I4xQ", image, at)
            start = strings + text
            if image[start:image.index(0, start)].decode() == name:
                return value + int(distance or 0)
    sys.exit(f"no symbol {name}")


def unwind_entry_of(name):
    table, = (at for _, type, _, _, at, *_ in segments() if type == EH_FRAME)
    count, = struct.unpack_from("<I", image, offset_of(table) + 8)
    for i in range(count):
        row = struct.unpack_from("<ii", image, offset_of(table) + 12 + i * 8)
        if table + row[0] == address_of(name):
            return offset_of(table + row[1])
    sys.exit(f"no unwind entry of {name}")


def replace_first(start, length, old, new):
    at = image.find(old, start, start + length)
    if at < 0 or len(old) != len(new):
        return False
    image[at:at + len(new)] = new
    return True


def number(text):
    return int(text, 0)


found = True
if kind == "code":
    at = offset_of(address_of(arguments[0]))
    code = bytes.fromhex(arguments[1])
    image[at:at + len(code)] = code
elif kind == "replace":
    found = replace_first(offset_of(address_of(arguments[0])), 4096,
                          *map(bytes.fromhex, arguments[1:]))
elif kind == "unwind":
    start = unwind_entry_of(arguments[0])
    length, = struct.unpack_from("<I", image, start)
    found = replace_first(start, length, *map(bytes.fromhex, arguments[1:]))
elif kind == "cover":
    struct.pack_into("<I", image, unwind_entry_of(arguments[0]) + 12, 1 << 20)
elif kind == "refer":
    function, old, new = map(address_of, arguments)
    found = False
    for at in range(function, function + 256):
        distance, = struct.unpack_from("<i", image, offset_of(at))
        if at + 4 + distance == old:
            struct.pack_into("<i", image, offset_of(at), new - at - 4)
            found = True
elif kind == "entry":
    struct.pack_into("<Q", image, 0x18, address_of(arguments[0]))
elif kind == "segment":
    found = False
    for at, type, *_ in segments():
        if type == number(arguments[0]) and not found:
            struct.pack_into("<I", image, at, number(arguments[1]))
            found = True
elif kind == "writable":
    for at, type, flags, *_ in segments():
        if type == LOAD and flags & 1:
            struct.pack_into("<I", image, at + 4, flags | 2)
elif kind == "dynamic":
    found = False
    for _, type, _, offset, _, _, size, _ in segments():
        if type != DYNAMIC:
            continue
        for at in range(offset, offset + size, 16):
            tag, = struct.unpack_from("<Q", image, at)
            if tag == number(arguments[0]) and not found:
                struct.pack_into("<Q", image, at, number(arguments[1]))
                found = True
if not found:
    sys.exit("nothing to patch")
with open(target, "wb") as file:
    file.write(image)
