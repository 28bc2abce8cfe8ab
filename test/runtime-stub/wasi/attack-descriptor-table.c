// A guest whose table is full makes and empties nothing by trying to open more.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && (ulimit -n 5000 && %both %t)
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd, last = 0;
  while (!__wasi_path_open(dir, 0, P("."), 0, FD_READDIR, 0, 0, &fd))
    last = fd;
  CHECK(last > 4000);
  EXPECT(__wasi_path_open(dir, 0, P("file"), TRUNC, FD_WRITE, 0, 0, &fd), MFILE);
  EXPECT(__wasi_path_open(dir, 0, P("new"), CREAT, FD_WRITE, 0, 0, &fd), MFILE);
  EXPECT(__wasi_fd_close(last), SUCCESS);
  EXPECT(__wasi_path_open(dir, 0, P("new"), 0, FD_READ, 0, 0, &fd), NOENT);
  HOLDS("file", "text");
}
