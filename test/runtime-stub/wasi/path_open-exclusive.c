// Exclusively, only what is not there can be made.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u32 fd;
  EXPECT(__wasi_path_open(dir, 0, P("file"), CREAT | EXCL, FD_WRITE, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_path_open(dir, 0, P("file"), CREAT | EXCL, FD_WRITE, 0, 0, &fd), EXIST);
  EXPECT(__wasi_path_open(dir, 0, P("."), CREAT | EXCL, FD_READ, 0, 0, &fd), EXIST);
}
