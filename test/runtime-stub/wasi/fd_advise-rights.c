// Advice takes an open descriptor with the right to give it, which no directory
// has.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_fd_advise(OPEN("file", 0, FD_READ), 0, 0, 0), NOTCAPABLE);
  EXPECT(__wasi_fd_advise(dir, 0, 0, 0), NOTCAPABLE);
  EXPECT(__wasi_fd_advise(99, 0, 0, 0), BADF);
}
