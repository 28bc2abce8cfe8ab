// Each advice is taken for a part of a file or all of it, and changes nothing.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, FD_READ | FD_ADVISE);
  for (u32 advice = 0; advice < 6; ++advice) {
    EXPECT(__wasi_fd_advise(fd, 1, 2, advice), SUCCESS);
    EXPECT(__wasi_fd_advise(fd, 0, 0, advice), SUCCESS);
  }
  READS(fd, "text");
}
