// An advice that does not exist, an offset or a length that is negative to the
// kernel.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, FD_READ | FD_ADVISE);
  EXPECT(__wasi_fd_advise(fd, 0, 0, 6), INVAL);
  EXPECT(__wasi_fd_advise(fd, 0, 0, -1), INVAL);
  EXPECT(__wasi_fd_advise(fd, -1, 0, 0), INVAL);
  EXPECT(__wasi_fd_advise(fd, 0, -1, 0), INVAL);
}
