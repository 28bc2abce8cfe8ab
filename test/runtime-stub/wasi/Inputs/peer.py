# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""peer.py stream|datagram COMMAND...: runs a command whose stdin is one end of a
pair of sockets. The other end says "hello" and "world", and prints what it gets."""
import socket
import subprocess
import sys

kind = {"stream": socket.SOCK_STREAM, "datagram": socket.SOCK_DGRAM}[sys.argv[1]]
mine, theirs = socket.socketpair(socket.AF_UNIX, kind)
mine.sendall(b"hello")
mine.sendall(b"world")
status = subprocess.run(sys.argv[2:], stdin=theirs, timeout=60).returncode
theirs.close()
mine.settimeout(1)
try:
    while piece := mine.recv(64):
        print(piece.decode())
except (TimeoutError, ConnectionResetError):
    pass
sys.exit(status)
