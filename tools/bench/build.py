# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Builds the programs that tools/bench compares.

import shutil
import subprocess
import sys
from pathlib import Path

here = Path(__file__).resolve().parent
root = here.parent.parent
WASM2C = Path("/usr/share/wabt/wasm2c")  # Its run-time sources.


class Library:
    """What a program of applications/ is compiled with: sources of a Debian
    package, or of an example, which examples/build fetches."""

    def __init__(self, sources, package=None, example=None, include=".", flags=""):
        self.sources, self.include, self.flags = sources.split(), include, flags.split()
        self.package, self.example = package, example


LIBRARIES = {
    "bzip2": Library("bzlib.c blocksort.c huffman.c crctable.c randtable.c compress.c decompress.c",
                     example="bzip2"),
    "lz4": Library("lib/lz4.c lib/lz4hc.c", package="lz4", include="lib"),
    "sqlite": Library("sqlite3.c", example="sqlite",
                      flags="-DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_OMIT_WAL "
                            "-DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_TEMP_STORE=3"),
    "zlib": Library("adler32.c compress.c crc32.c deflate.c inffast.c inflate.c inftrees.c "
                    "trees.c uncompr.c zutil.c", package="zlib"),
    "zstd": Library("lib/common/*.c lib/compress/*.c lib/decompress/*.c", package="libzstd",
                    # Without functions for a higher CPU level, chosen at run time.
                    include="lib", flags="-DZSTD_DISABLE_ASM -DZSTD_LEGACY_SUPPORT=0 "
                                         "-DDYNAMIC_BMI2=0"),
}


def run(command, **more):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, **more)
    if done.returncode:
        sys.exit(f"bench: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


class Builder:
    def __init__(self, options, peers):
        self.level, self.cpu, self.wasmc = options.level, options.cpu, options.wasmc
        self.peers = peers
        self.work = Path(options.work)
        self.out = self.work / f"{options.level}-{options.cpu}"
        self.out.mkdir(parents=True, exist_ok=True)
        unknown = set(peers) - {"profile", "wasm2c", "node"}
        if unknown:
            sys.exit(f"bench: no peer {', '.join(unknown)}; there are profile, wasm2c and node")
        for name in ["clang-22", *(set(peers) - {"profile"})]:
            if not shutil.which(name):
                sys.exit(f"bench: no {name} on this machine")
        if not Path(self.wasmc).exists():
            sys.exit(f"bench: no {self.wasmc}; run tools/build")

    def select(self, names):
        found = sorted(here.glob("programs/*.c")) + sorted(here.glob("applications/*.c"))
        missing = set(names) - {p.stem for p in found}
        if missing:
            sys.exit(f"bench: no program {', '.join(missing)}")
        return [p for p in found if not names or p.stem in names]

    def inputs(self, program):
        """What to hand to a compiler besides its own options."""
        library = LIBRARIES.get(program.stem)
        if not library:
            return [program]
        if library.package:
            source = self.work / "sources" / library.package
            run([root / "tools/fetch-source", library.package, source])
        else:
            run([root / "examples/build", "--fetch", library.example])
            source = root / "build/examples" / library.example
            source /= "generated" if (source / "generated").exists() else "source"
        files = [f for pattern in library.sources for f in sorted(source.glob(pattern))]
        return [program, *files, f"-I{source / library.include}", "-w", *library.flags]

    def variants(self, program):
        """The commands that run the program, native first."""
        native, wasm = self.out / program.stem, self.out / f"{program.stem}.wasm"
        compiled, inputs = wasm.with_suffix(".cwasm"), self.inputs(program)
        run(["clang-22", f"-{self.level}", f"-march={self.cpu}", *inputs, "-o", native, "-lm"])
        wasi = root / "examples/wasi"
        emulated = ["mman", "getpid", "signal", "process-clocks"]
        run(["clang-22", "--target=wasm32-wasi", "-Wno-deprecated", f"-{self.level}",
             *(["-msimd128"] if "vector_size" in program.read_text() else []),
             "-isystem", wasi, "-include", "posix.h",
             *(f"-D_WASI_EMULATED_{e.upper().replace('-', '_')}" for e in emulated),
             *inputs, "-o", wasm, "-lm", *(f"-lwasi-emulated-{e}" for e in emulated)])
        run([self.wasmc, f"-{self.level}", "--cpu", self.cpu, wasm, "-o", compiled])
        result = {"native": [native], "wasmc": [compiled]}
        if "profile" in self.peers:
            result["profile"] = [self.profiled(wasm)]
        if "node" in self.peers:
            result["node"] = ["node", "--no-warnings", here / "wasi.mjs", wasm]
        if "wasm2c" in self.peers:
            translated = self.translate(program, wasm)
            if translated:
                result["wasm2c"] = [translated]
        return result

    def profiled(self, wasm):
        """By wasmc with a profile of one run."""
        profile, out = wasm.with_suffix(".profile"), wasm.with_suffix(".profiled")
        compile = [self.wasmc, f"-{self.level}", "--cpu", self.cpu, wasm, "-o", out]
        run([*compile, "--profile-generate", profile])
        run([out])
        run([*compile, "--profile-use", profile])
        return out

    def translate(self, program, wasm):
        """By wasm2c and clang-22, or None where wasm2c lacks something."""
        code, out = wasm.with_suffix(".w2c.c"), wasm.with_suffix(".w2c")
        done = subprocess.run(["wasm2c", "-n", "program", wasm, "-o", code], capture_output=True)
        if done.returncode:
            return None
        run(["clang-22", f"-{self.level}", f"-march={self.cpu}", "-w", f"-I{self.out}",
             f"-I{WASM2C}", f'-DPROGRAM="{code.with_suffix(".h").name}"', code, here / "wasm2c.c",
             WASM2C / "wasm-rt-impl.c", "-o", out, "-lm"])
        return out
