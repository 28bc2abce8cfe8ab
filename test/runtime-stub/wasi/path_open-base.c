// A path is relative to an open directory and nothing else.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd;
  EXPECT(__wasi_path_open(99, 0, P("file"), 0, FD_READ, 0, 0, &fd), BADF);
  EXPECT(__wasi_path_open(in, 0, P("file"), 0, FD_READ, 0, 0, &fd), NOTDIR);
  EXPECT(__wasi_path_open(OPEN("file", 0, FD_READ), 0, P("file"), 0, FD_READ, 0, 0, &fd), NOTDIR);
  EXPECT(__wasi_path_open(OPEN("file", 0, FD_READ), 0, P("."), 0, FD_READ, 0, 0, &fd), NOTDIR);
}
