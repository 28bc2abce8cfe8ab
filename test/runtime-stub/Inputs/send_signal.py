# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""send_signal.py [--block] [--namespace] SIGNAL PROGRAM: starts the program, sends it the signal as soon as it
has said something, and prints how it ended. --block starts it with all signals blocked, --namespace as
process 1 of a PID namespace."""
import os
import signal
import subprocess
import sys

arguments = sys.argv[1:]
options = set()
while arguments[0].startswith("--"):
    options.add(arguments.pop(0))
name, program = arguments


def prepare():
    # A shell that starts the tests in the background has it ignored.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if "--block" in options:
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())


isNamespace = "--namespace" in options
command = ["unshare", "--pid", "--fork", "--kill-child", program] if isNamespace else [program]
process = subprocess.Popen(command, stdout=subprocess.PIPE, preexec_fn=prepare)
try:
    assert process.stdout.readline() == b"running\n"
    target = process.pid
    if isNamespace:
        with open(f"/proc/{target}/task/{target}/children") as children:
            target = int(children.read())
    os.kill(target, getattr(signal, name))
    status = process.wait(20)
    print(signal.Signals(-status).name if status < 0 else status)
finally:
    process.kill()
