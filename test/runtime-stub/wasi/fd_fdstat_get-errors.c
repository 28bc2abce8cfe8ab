// No descriptor, no room.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
void _start(void) {
  struct FdStat stat;
  EXPECT(__wasi_fd_fdstat_get(99, &stat), BADF);
  EXPECT(__wasi_fd_fdstat_get(out, BEYOND), FAULT);
}
