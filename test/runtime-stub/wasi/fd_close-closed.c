// A descriptor can be closed once.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, FD_READ);
  EXPECT(__wasi_fd_close(fd), SUCCESS);
  EXPECT(__wasi_fd_close(fd), BADF);
  EXPECT(__wasi_fd_close(77777), BADF);
  EXPECT(__wasi_fd_close(-1), BADF);
}
