// A character device looks like a terminal to a libc if it cannot be sought, so
// only a terminal has no right to it.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && script -qec '%t </dev/null' /dev/null </dev/null
#include "wasi.h"
void _start(void) {
  struct FdStat stat;
  EXPECT(__wasi_fd_fdstat_get(in, &stat), SUCCESS);
  EXPECT(stat.type, CHARACTER_DEVICE);
  CHECK(stat.rights & FD_SEEK && stat.rights & FD_TELL);
  EXPECT(__wasi_fd_fdstat_get(out, &stat), SUCCESS);
  EXPECT(stat.type, CHARACTER_DEVICE);
  CHECK(!(stat.rights & (FD_SEEK | FD_TELL)));
}
