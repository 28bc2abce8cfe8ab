// A preopened directory may do all that directories can, and hand on every
// right.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  struct FdStat stat;
  EXPECT(__wasi_fd_fdstat_get(dir, &stat), SUCCESS);
  EXPECT(stat.type, DIRECTORY);
  CHECK(stat.rights & PATH_OPEN && stat.rights & PATH_RENAME_TARGET && stat.rights & FD_READDIR);
  CHECK(!(stat.rights & (FD_SEEK | FD_READ | FD_WRITE)));
  CHECK(stat.inheriting & FD_READ && stat.inheriting & PATH_OPEN);
}
