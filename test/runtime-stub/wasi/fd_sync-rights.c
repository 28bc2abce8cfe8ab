// It takes an open descriptor with the right to it.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_fd_sync(OPEN("file", 0, FD_READ | FD_WRITE)), NOTCAPABLE);
  EXPECT(__wasi_fd_sync(99), BADF);
}
