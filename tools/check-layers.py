#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Enforces which folder may include which, and which file is the door to which
# third-party library. Dependencies point along the way of the data only.
#
#   tools/check-layers.py [ROOT]
#
# Prints a line for each wrong include and exits with 1 if there is any.

import re
import sys
from pathlib import Path

# Folder -> the folders of this tree it may include besides itself.
LAYERS = {
    "compiler/wasm": [],
    "compiler/lower": ["compiler/wasm", "runtime-stub/include"],
    "compiler/library": ["compiler/wasm", "compiler/lower", "runtime-stub/include"],
    "compiler/backend": [],
    "compiler/link": ["runtime-stub/include"],
    "compiler/inspect": ["runtime-stub/include"],
    "compiler/check": ["runtime-stub/include"],
    "compiler/driver": ["compiler", "runtime-stub/include"],
    "runtime-stub": [],
    "packager/oci": [],
    "packager/layer": ["packager/oci"],
    "packager/registry": ["packager/oci"],
    "packager/sign": ["packager/oci"],
    "packager/project": ["packager/oci"],
    "packager/kube": ["packager/oci"],
    "packager/provenance": ["packager/oci"],
    "packager/sbom": ["packager/oci", "packager/layer"],
    "packager/image": ["packager/oci", "packager/layer", "runtime-stub/include"],
    "packager/node": ["packager/oci", "packager/image", "runtime-stub/include"],
    "packager/cli": ["packager", "runtime-stub/include"],
}

# Library, its headers, and the files (without suffix) or folders that may
# include them. Headers that no row names are the standard library's or the
# kernel's, free for all but the runtime stub.
LLVM_BASE = r"llvm/(ADT|Support)/"
LLVM_IR = r"llvm/(IR|Analysis|BinaryFormat|TargetParser|Transforms/Utils)/"
DOORS = [
    ("LLVM Support", LLVM_BASE, ["compiler"]),
    ("LLVM IR", LLVM_IR, ["compiler/lower", "compiler/library",
                          "compiler/backend", "compiler/link",
                          "compiler/inspect", "compiler/check",
                          "compiler/driver"]),
    ("LLVM", r"llvm(-c)?/", ["compiler/library/CallBounds",
                             "compiler/backend", "compiler/link",
                             "compiler/inspect", "compiler/check",
                             "compiler/driver"]),
    ("lld", r"lld/", ["compiler/link/Linker"]),
    ("wabt", r"(src/|wabt/)", ["compiler/driver/TextInput"]),
    ("CLI11", r"CLI/", ["compiler/driver/Options", "packager/cli/Options",
                        "packager/cli/ProjectOptions", "packager/cli/SignOptions",
                        "packager/cli/DeployOptions",
                        "packager/cli/TransferOptions"]),
    ("OpenSSL", r"openssl/", ["packager/oci/Digest", "packager/sign/Key",
                              "packager/sign/Certificate"]),
    ("nlohmann-json", r"nlohmann/", ["packager/oci/Json"]),
    ("toml++", r"toml\+\+/", ["packager/oci/Toml"]),
    ("libarchive", r"archive(_entry)?\.h", ["packager/layer/TarWriter",
                                            "packager/layer/TarReader",
                                            "packager/layer/Archive"]),
    ("zlib and zstd", r"(zlib|zstd)\.h", ["packager/layer/Compressor"]),
    ("libyaml", r"yaml\.h", ["packager/kube/Yaml"]),
    ("libcurl", r"curl/", ["packager/registry/HttpClient"]),
    ("p11-kit", r"p11-kit/", ["packager/sign/Pkcs11"]),
    ("libsodium", r"sodium(/|\.h)", ["packager/sign/Key", "packager/sign/KeyFile"]),
]

# What a freestanding compiler brings by itself.
FREESTANDING = {"stddef.h", "stdint.h", "stdarg.h", "limits.h", "float.h"}

# Chosen by include path, so that no source file names a machine.
ARCH_HEADERS = {"syscall.h", "cpu.h", "stat.h", "trap.h", "trap_frame.h", "throw_state.h",
                "unwind_columns.h"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SUFFIXES = {".h", ".cpp", ".def", ".c", ".S"}


def inside(path, folder):
    return path == folder or path.startswith(folder + "/")


def layerOf(path):
    for layer in LAYERS:
        if inside(path, layer):
            return layer
    return None


def project(root, header, isStub):
    """The header's path from the root, if it is one of this tree."""
    if header.startswith("wrt/"):
        header = "runtime-stub/include/" + header
    if isStub and header in ARCH_HEADERS:
        return "runtime-stub/arch/" + header
    return header if (root / header).is_file() else None


def problem(root, path, quote, header):
    """What is wrong with this include, or None."""
    layer = layerOf(path)
    stub = layer == "runtime-stub"
    target = project(root, header, stub) if quote == '"' else None
    if target:
        allowed = [layer] + LAYERS[layer]
        if not any(inside(target, folder) for folder in allowed):
            return f"{layer} may not include {target}"
        return None
    for library, headers, doors in DOORS:
        if re.match(headers, header):
            place = re.sub(r"\.\w+$", "", path)
            if not any(inside(place, door) for door in doors):
                return f"{library} is included in {', '.join(doors)} only, not here: {header}"
            return None
    if quote == '"':
        return f"no such file, seen from the root: {header}"
    if stub and header not in FREESTANDING:
        return f"the runtime stub is freestanding; it may not include {header}"
    return None


def main():
    here = Path(__file__).resolve().parent.parent
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else here
    files = wrong = 0
    for top in ("compiler", "packager", "runtime-stub"):
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.suffix not in SUFFIXES or not file.is_file():
                continue
            files += 1
            if not layerOf(path):
                print(f"{path}: no layer for this folder in tools/check-layers.py")
                wrong += 1
                continue
            lines = file.read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines, 1):
                include = INCLUDE.match(line)
                text = include and problem(root, path, *include.groups())
                if text:
                    print(f"{path}:{number}: {text}")
                    wrong += 1
    if files == 0:
        print(f"no source file below {root}")
        return 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
