# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The official suite of WASI preview 1 as lit sees it: where it is, which
# programs it has, and what came of running one.

import json
import os
import platform
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

# The suite's own runner waits 5 s; machines that run tests are busy ones.
timeout = 60

ABSENT = ("the WASI suite is not here: unpack branch prod/testsuite-base of "
          "github.com/WebAssembly/wasi-testsuite and set WASI_TESTSUITE to that folder")


def findSuite():
    """The folder with tests/, or None."""
    named = os.environ.get("WASI_TESTSUITE")
    return Path(named) if named and (Path(named) / "tests").is_dir() else None


@dataclass(frozen=True)
class Configuration:
    name: str
    arch: str
    grants: str = ""  # Lines of the policy besides those the program asks for.

    @property
    def emulator(self):
        """What runs the target's code, as the beginning of a command line."""
        return [] if platform.machine() == self.arch else [f"qemu-{self.arch}-static"]

    def missing(self):
        """Why this configuration cannot run here; empty if it can."""
        for program in self.emulator:
            if not shutil.which(program):
                return f"no {program} (package qemu-user-static)"
        return ""


CONFIGURATIONS = [
    Configuration("x86_64", "x86_64"),
    Configuration("x86_64-walk", "x86_64", "resolver walk\n"),
    Configuration("aarch64", "aarch64"),
]


@dataclass(frozen=True)
class Program:
    """A module and what the file beside it asks for."""
    wasm: Path
    group: str  # assemblyscript, c or rust
    args: tuple = ()
    env: tuple = ()  # Of (name, value).
    root: str = ""
    exitCode: int = 0
    stdout: str = ""

    @property
    def name(self):
        return f"{self.group}/{self.wasm.stem}"


def readPrograms(folder):
    programs = []
    for wasm in sorted(Path(folder).glob("tests/*/testsuite/wasm32-wasip1/*.wasm")):
        beside = wasm.with_suffix(".json")
        asked = json.loads(beside.read_text()) if beside.exists() else {}
        known = {
            "args": tuple(asked.pop("args", ())),
            "env": tuple(asked.pop("env", {}).items()),
            "root": asked.pop("root", ""),
            "exitCode": asked.pop("exit_code", 0),
            "stdout": asked.pop("stdout", ""),
        }
        if asked:
            raise ValueError(f"{beside}: unknown keys {', '.join(asked)}")
        programs.append(Program(wasm, wasm.parts[-4], **known))
    return programs


def quote(text):
    """As the policy has it (wrt/note.h)."""
    for char in "% \n":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def copyRoot(program, scratch):
    """A fresh copy of the directory that the program changes."""
    copy = scratch / "root"
    shutil.copytree(program.wasm.parent / program.root, copy, symlinks=True,
                    ignore=shutil.ignore_patterns("*.cleanup"))
    return copy


def runProgram(program, configuration, wasmc):
    """Compiles and runs a program. Returns why it failed, empty if it did not."""
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        executable = scratch / "program"
        done = subprocess.run([wasmc, "-O0", "--target", f"{configuration.arch}-linux",
                               program.wasm, "-o", executable], stdin=subprocess.DEVNULL,
                              text=True, errors="replace", capture_output=True)
        if done.returncode:
            return f"wasmc ended with status {done.returncode}: {done.stderr}"
        grants = configuration.grants
        if program.root:
            grants += f"dir {quote(str(copyRoot(program, scratch)))} / rw\n"
        for name, value in program.env:
            grants += f"env {quote(name)}={quote(value)}\n"
        return execute(configuration.emulator + [executable, *program.args],
                       {"WASMC_GRANTS": grants, "NOT_FOR_THE_GUEST": "1"}, program)


def execute(command, environment, program):
    # Standard input is a pipe that stays open and empty.
    readEnd, writeEnd = os.pipe()
    try:
        done = subprocess.run(command, env=environment, stdin=readEnd, text=True,
                              errors="replace", capture_output=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return f"took more than {timeout} s"
    finally:
        os.close(readEnd)
        os.close(writeEnd)
    if done.returncode != program.exitCode:
        return (f"status {done.returncode}, not {program.exitCode}\n"
                f"{done.stdout}{done.stderr}")
    if program.stdout and done.stdout != program.stdout:
        return f"printed {done.stdout!r}, not {program.stdout!r}\n{done.stderr}"
    return ""
