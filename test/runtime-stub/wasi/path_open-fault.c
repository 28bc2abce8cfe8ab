// A path or a result outside memory; nothing is made.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u32 fd;
  EXPECT(__wasi_path_open(dir, 0, BEYOND, 64, CREAT, FD_READ, 0, 0, &fd), FAULT);
  EXPECT(__wasi_path_open(dir, 0, "file", -1, CREAT, FD_READ, 0, 0, &fd), FAULT);
  EXPECT(__wasi_path_open(dir, 0, P("file"), CREAT, FD_READ, 0, 0, BEYOND), FAULT);
  EXPECT(__wasi_path_open(dir, 0, P("file"), 0, FD_READ, 0, 0, &fd), NOENT);
}
