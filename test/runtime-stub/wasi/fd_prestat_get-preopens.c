// Preopened directories have names, other descriptors have none.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  struct PreStat stat;
  EXPECT(__wasi_fd_prestat_get(dir, &stat), SUCCESS);
  EXPECT(stat.tag, 0);
  EXPECT(stat.nameLength, 1);
  EXPECT(__wasi_fd_prestat_get(out, &stat), BADF);
  EXPECT(__wasi_fd_prestat_get(OPEN("file", CREAT, FD_READ), &stat), BADF);
  EXPECT(__wasi_fd_prestat_get(OPEN(".", 0, FD_READDIR), &stat), BADF);
  EXPECT(__wasi_fd_prestat_get(99, &stat), BADF);
  EXPECT(__wasi_fd_prestat_get(dir, BEYOND), FAULT);
}
