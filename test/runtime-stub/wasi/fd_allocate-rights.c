// Allocating takes an open file with the right to do so.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_fd_allocate(OPEN("file", 0, FD_READ | FD_WRITE), 0, 9), NOTCAPABLE);
  EXPECT(__wasi_fd_allocate(dir, 0, 9), NOTCAPABLE);
  EXPECT(__wasi_fd_allocate(99, 0, 9), BADF);
  HOLDS("file", "text");
}
