// A socket's name in a directory cannot be opened: it is no way to a server.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: rm -rf %t.made && mkdir %t.made && cd %t.made && python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
// RUN: %both %t %t.made
#include "wasi.h"
void _start(void) {
  struct FileStat stat;
  u32 fd;
  EXPECT(__wasi_path_filestat_get(dir, 0, P("socket"), &stat), SUCCESS);
  EXPECT(stat.type, SOCKET_STREAM);
  EXPECT(__wasi_path_open(dir, 0, P("socket"), 0, FD_READ | FD_WRITE, 0, 0, &fd), NXIO);
  EXPECT(__wasi_path_open(dir, 0, P("socket"), CREAT, FD_READ, 0, 0, &fd), NXIO);
}
