# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The official suite as tools/conformance and lit see it: where its data is,
# which scripts there are, and what came of running one.

import json
import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

root = Path(__file__).resolve().parent.parent.parent

# A script takes seconds; one that takes this long hangs.
timeout = 600

ABSENT = ("the suite's data is not here: put it into ../shared/conformance/spec beside the "
          "checkout, or set WASMC_CONFORMANCE_DATA to the folder with its index.json")


def findData():
    """The folder with the groups and index.json, or None."""
    beside = root.parent / "shared/conformance/spec"
    named = os.environ.get("WASMC_CONFORMANCE_DATA")
    for folder in [beside] + ([Path(named)] if named else []):
        if (folder / "index.json").is_file():
            return folder
    return None


@dataclass(frozen=True)
class Configuration:
    level: str  # O0 or O2
    arch: str  # x86_64 or aarch64

    @property
    def target(self):
        return f"{self.arch}-linux"

    @property
    def emulator(self):
        """What runs the target's code, as the beginning of a command line."""
        return [] if platform.machine() == self.arch else [f"qemu-{self.arch}-static"]

    def missing(self, build):
        """Why this configuration cannot run here; empty if it can."""
        for program in self.emulator:
            if not shutil.which(program):
                return f"no {program} (package qemu-user-static)"
        for path in ["bin/spec-runner", f"spec/executor-{self.arch}"]:
            if not (Path(build) / path).is_file():
                return f"{path} is not built: run tools/build"
        return ""


CONFIGURATIONS = [Configuration(level, arch)
                  for arch in ("x86_64", "aarch64") for level in ("O0", "O2")]


@dataclass(frozen=True)
class Script:
    group: str
    name: str
    commands: int

    @property
    def path(self):
        return f"{self.group}/{self.name}"


def readIndex(data):
    index = json.loads((Path(data) / "index.json").read_text())
    return [Script(f["group"], f["name"], f["commands"]) for f in index["files"]]


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    unsupported: int = 0

    @property
    def run(self):
        return self.passed + self.failed

    def __add__(self, other):
        return Tally(self.passed + other.passed, self.failed + other.failed,
                     self.unsupported + other.unsupported)


@dataclass
class Outcome:
    """What came of a script, or of several. Every command is in one count."""
    validation: Tally
    execution: Tally
    text: int  # Only for parsers of the text format; not run.
    missing: frozenset  # Features that unsupported commands need.
    log: str  # A line per failure.

    @property
    def total(self):
        return self.validation + self.execution

    def __add__(self, other):
        return Outcome(self.validation + other.validation, self.execution + other.execution,
                       self.text + other.text, self.missing | other.missing,
                       self.log + other.log)


NOTHING = Outcome(Tally(), Tally(), 0, frozenset(), "")


def runScript(script, configuration, data, build):
    """Runs one script. One that does not come to its end has failed entirely."""
    command = [f"{build}/bin/spec-runner", "--json", "--data", str(data),
               "--level", configuration.level, "--target", configuration.target]
    for word in configuration.emulator + [f"{build}/spec/executor-{configuration.arch}"]:
        command += ["--executor", word]
    try:
        done = subprocess.run(command + [script.path], stdin=subprocess.DEVNULL, text=True,
                              errors="replace", capture_output=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return lost(script, f"took more than {timeout} s")
    if done.returncode not in (0, 1) or not done.stdout:
        return lost(script, f"the runner ended with status {done.returncode}", done.stderr)
    result = json.loads(done.stdout)
    outcome = Outcome(Tally(**result["validation"]), Tally(**result["execution"]),
                      result["text"], frozenset(filter(None, result["missing"].split(","))),
                      done.stderr)
    counted = outcome.total.run + outcome.total.unsupported + outcome.text
    if counted != script.commands:
        return lost(script, f"{counted} commands are accounted for, not {script.commands}")
    if (done.returncode == 1) != (outcome.total.failed > 0):
        return lost(script, f"exit status {done.returncode} contradicts the counts", done.stderr)
    return outcome


def lost(script, why, log=""):
    return Outcome(Tally(), Tally(failed=script.commands), 0, frozenset(),
                   log + f"{script.path}: {why}\n")
