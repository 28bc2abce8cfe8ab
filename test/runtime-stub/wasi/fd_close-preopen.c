// A closed preopen is gone: nothing beneath can be named any more, and it has
// no name.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  struct PreStat stat;
  u32 fd;
  EXPECT(__wasi_fd_close(dir), SUCCESS);
  EXPECT(__wasi_fd_prestat_get(dir, &stat), BADF);
  EXPECT(__wasi_path_open(dir, 0, P("file"), CREAT, FD_READ, 0, 0, &fd), BADF);
}
