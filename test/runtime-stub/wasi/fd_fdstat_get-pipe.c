// A pipe is none of the types that WASI has a name for, and has no position.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && : | %t
#include "wasi.h"
void _start(void) {
  struct FdStat stat;
  EXPECT(__wasi_fd_fdstat_get(in, &stat), SUCCESS);
  EXPECT(stat.type, UNKNOWN);
  CHECK(stat.rights & FD_READ && !(stat.rights & (FD_SEEK | FD_TELL)));
}
