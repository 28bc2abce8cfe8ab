# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""hand_over.py [--other-process | --file] PROGRAM...: starts a server with two listening sockets by systemd's
protocol, asks each something, and prints the answers and the status. With an option something is wrong."""
import os
import socket
import subprocess
import sys

arguments = sys.argv[1:]
option = arguments.pop(0) if arguments[0].startswith("--") else None
listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
second = os.open("/dev/null", os.O_RDONLY) if option == "--file" else listeners[1].fileno()
# The shell has the process id that the program keeps.
pid = "1" if option == "--other-process" else "$$"
script = f'export LISTEN_FDS=2 LISTEN_PID={pid}; exec "$@"'


def placeDescriptors():
    copies = [os.dup(fd) for fd in (listeners[0].fileno(), second)]
    for number, copy in enumerate(copies, 3):
        os.dup2(copy, number)


# Python's own closing of descriptors would undo it.
server = subprocess.Popen(["sh", "-c", script, "sh"] + arguments, preexec_fn=placeDescriptors, close_fds=False)
try:
    for listener, name in zip(listeners, ("a", "stop")):
        with socket.create_connection(listener.getsockname(), timeout=100) as client:
            client.sendall(f"GET /{name} HTTP/1.0\r\n\r\n".encode())
            if option is None and "ungranted" not in arguments[0]:
                answer = b""
                while piece := client.recv(1024):
                    answer += piece
                print(answer.decode().replace("\r", ""), flush=True)
    print("status", server.wait(100))
finally:
    server.kill()
