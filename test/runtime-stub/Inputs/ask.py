# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ask.py GRANTS HOST PROGRAM: runs a server with the grants, asks it at HOST to stop, prints the answer."""
import os
import socket
import subprocess
import sys

grants, host, program = sys.argv[1:]
server = subprocess.Popen([program], env=dict(os.environ, WASMC_GRANTS=grants), stderr=subprocess.PIPE, text=True)
try:
    line = server.stderr.readline()
    assert "listening on" in line, line
    with socket.create_connection((host, int(line.rpartition(":")[2])), timeout=100) as client:
        client.sendall(b"GET /stop HTTP/1.0\r\n\r\n")
        answer = b""
        while piece := client.recv(1024):
            answer += piece
    print(answer.decode().replace("\r", ""))
    print("status", server.wait(100))
finally:
    server.kill()
