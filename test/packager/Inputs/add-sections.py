# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# add-sections.py WAT OUTPUT
#
# The module with what Rust's toolchain and cargo-auditable leave in it.

import json
import subprocess
import sys
import zlib

source, output = sys.argv[1:]
subprocess.check_call(["wat2wasm", source, "-o", output])


def number(value):
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def text(value):
    return number(len(value)) + value


def section(name, body):
    content = text(name) + body
    return b"\0" + number(len(content)) + content


producers = number(2) + text(b"language") + number(1) + text(b"Rust") + text(b"2021") + \
    text(b"processed-by") + number(1) + text(b"rustc") + text(b"1.99.0")
crates = {"packages": [
    {"name": "serde", "version": "1.0.1", "source": "crates.io"},
    {"name": "build-only", "version": "3.0.0", "source": "crates.io", "kind": "build"}]}
with open(output, "ab") as file:
    file.write(section(b"producers", producers))
    file.write(section(b".dep-v0", zlib.compress(json.dumps(crates).encode())))
