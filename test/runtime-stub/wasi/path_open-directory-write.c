// A directory cannot be opened for writing.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u32 fd;
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_open(dir, 0, P("sub"), 0, FD_READ | FD_WRITE, 0, 0, &fd), ISDIR);
  EXPECT(__wasi_path_open(dir, 0, P("sub"), 0, FD_WRITE, 0, 0, &fd), ISDIR);
  EXPECT(__wasi_path_open(dir, 0, P("."), TRUNC, FD_READ, 0, 0, &fd), ISDIR);
}
