# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a program whose stdin is a listening socket on loopback, and is its client."""
import socket
import subprocess
import sys

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
listener.settimeout(30)
server = subprocess.Popen(sys.argv[1:], stdin=listener.fileno())
client = socket.create_connection(listener.getsockname(), timeout=30)
client.sendall(b"hello")
reply = b""
while piece := client.recv(64):
    reply += piece
print(reply.decode())
client.close()
sys.exit(server.wait(30))
