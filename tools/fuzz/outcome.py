# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What both modes count and find.

import collections
import dataclasses
import subprocess


class Tally(collections.Counter):
    """How often what happened."""

    def add(self, key, count=1):
        self[key] += count


@dataclasses.dataclass
class Difference:
    where: str
    lines: list
    command: str  # That shows it again; None if that is the one just given.


def run(command, seconds):
    """Runs a command. One that takes longer ends with 124."""
    command = [str(c) for c in command]
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=seconds, encoding="utf-8", errors="replace")
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, "", f"takes more than {seconds} s")
