// Setting times takes an open descriptor with the right to.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_fd_filestat_set_times(OPEN("file", CREAT, FD_READ | FD_WRITE), 0, 0, MTIM), NOTCAPABLE);
  EXPECT(__wasi_fd_filestat_set_times(99, 0, 0, MTIM), BADF);
}
