// Flags that do not exist.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u32 fd;
  EXPECT(__wasi_path_open(dir, 2, P("file"), CREAT, FD_READ, 0, 0, &fd), INVAL);
  EXPECT(__wasi_path_open(dir, 0, P("file"), 16 | CREAT, FD_READ, 0, 0, &fd), INVAL);
  EXPECT(__wasi_path_open(dir, 0, P("file"), CREAT, FD_READ, 0, 32, &fd), INVAL);
  EXPECT(__wasi_path_open(dir, 0, P("file"), 0, FD_READ, 0, 0, &fd), NOENT);
}
