# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Modules of a chosen size for tools/bench/compile: as many copies of SQLite as
# are needed, compiled once. All of SQLite's functions are local to its object,
# so linking the object again links its functions again, each copy with other
# functions to call and other data.

import re
import subprocess
import sys
from pathlib import Path

import build

ENTRY = b"bench_entry_"  # And four digits, to be changed in the object.
FLAGS = ["--target=wasm32-wasi", "-Wno-deprecated", "-O2"]


class Corpus:
    def __init__(self, work):
        self.work = Path(work) / "corpus"
        self.work.mkdir(parents=True, exist_ok=True)
        self.object = self.work / "sqlite.o"

    def compile(self):
        if self.object.exists():
            return
        build.run([build.root / "examples/build", "--fetch", "sqlite"])
        generated = build.root / "build/examples/sqlite/generated"
        source = self.work / "sqlite.c"
        source.write_text('#include "sqlite3.c"\n'
                          '#define main bench_entry_0000\n'
                          f'#include "{build.here}/applications/sqlite.c"\n')
        part = self.object.with_suffix(".part")
        build.run(["clang-22", *FLAGS, "-w", "-isystem", build.root / "examples/wasi",
                   "-include", "posix.h", "-D_WASI_EMULATED_MMAN", "-D_WASI_EMULATED_GETPID",
                   "-D_WASI_EMULATED_SIGNAL", "-D_WASI_EMULATED_PROCESS_CLOCKS",
                   "-DSQLITE_API=static", *build.LIBRARIES["sqlite"].flags,
                   f"-I{generated}", "-c", source, "-o", part])
        part.rename(self.object)

    def module(self, megabytes):
        """A module of about so many millions of bytes."""
        self.compile()
        first, second = (self.link(n).stat().st_size for n in (1, 2))
        return self.link(1 + max(0, round((megabytes * 1e6 - first) / (second - first))))

    def link(self, copies):
        module = self.work / f"sqlite-{copies}.wasm"
        if module.exists():
            return module
        contents, objects = self.object.read_bytes(), []
        for i in range(copies):
            objects.append(self.work / f"copy-{i}.o")
            objects[-1].write_bytes(contents.replace(ENTRY + b"0000", ENTRY + b"%04d" % i))
        names = [f"bench_entry_{i:04}" for i in range(copies)]
        main = self.work / "main.c"
        main.write_text("".join(f"int {name}(void);\n" for name in names) +
                        "int main(int argc, char **argv) {\n  switch (argc - 1) {\n" +
                        "".join(f"  case {i}: return {name}();\n"
                                for i, name in enumerate(names)) + "  }\n  return 1;\n}\n")
        part = module.with_suffix(".part")
        emulated = ["mman", "getpid", "signal", "process-clocks"]
        # One constant of SQLite's is not static.
        build.run(["clang-22", *FLAGS, "--no-wasm-opt", "-s", main, *objects, "-lm",
                   "-Wl,--allow-multiple-definition",
                   *(f"-lwasi-emulated-{e}" for e in emulated), "-o", part])
        for file in objects:
            file.unlink()
        part.rename(module)
        return module


def change_one_function(module, out):
    """Copies a module with one constant changed, in the function half-way
    through its code."""
    text = subprocess.run(["wasm-objdump", "-d", module], capture_output=True, text=True).stdout
    constant = re.compile(r"^ ([0-9a-f]+): 41 ([0-3][0-9a-f]) +\| +i32\.const", re.MULTILINE)
    found = constant.search(text, len(text) // 2)
    if not found:
        sys.exit(f"bench: no constant to change in {module}")
    contents = bytearray(Path(module).read_bytes())
    contents[int(found.group(1), 16) + 1] ^= 2
    Path(out).write_bytes(contents)
