#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Sends four MiB through a program that copies its input to its output, in pieces
# that are never what the program asked for, and checks what comes back:
#
#   feed.py pipe|socket PROGRAM
#
# The program's output takes no more than what fits at the moment.

import os
import random
import socket
import subprocess
import sys
import threading

random.seed(1)
sent = random.randbytes(4 << 20)
if sys.argv[1] == "pipe":
    inputEnd, feed = os.pipe()
    drain, outputEnd = os.pipe()
    os.set_blocking(outputEnd, False)
else:
    near, far = socket.socketpair()
    for end in (near, far):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    far.setblocking(False)
    feed = drain = near.fileno()
    inputEnd = outputEnd = far.fileno()

program = subprocess.Popen([sys.argv[2]], stdin=inputEnd, stdout=outputEnd)
for end in {inputEnd, outputEnd}:
    os.close(end)
if sys.argv[1] == "socket":
    far.detach()


def send():
    at = 0
    while at < len(sent):
        at += os.write(feed, sent[at : at + random.choice((1, 7, 4095, 70000))])
    if sys.argv[1] == "pipe":
        os.close(feed)
    else:
        near.shutdown(socket.SHUT_WR)


threading.Thread(target=send, daemon=True).start()
received = bytearray()
while len(received) <= len(sent):
    piece = os.read(drain, random.choice((1, 13, 5000, 100000)))
    if not piece:
        break
    received += piece
assert bytes(received) == sent, f"{len(received)} bytes came back, or others"
sys.exit(program.wait())
