// Rights cannot be gained, nor regained.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, FD_READ);
  EXPECT(__wasi_fd_fdstat_set_rights(fd, FD_READ | FD_WRITE, 0), NOTCAPABLE);
  EXPECT(__wasi_fd_fdstat_set_rights(fd, 0, 0), SUCCESS);
  EXPECT(__wasi_fd_fdstat_set_rights(fd, FD_READ, 0), NOTCAPABLE);
  EXPECT(__wasi_fd_fdstat_set_rights(fd, 0, FD_READ), NOTCAPABLE);
  EXPECT(__wasi_fd_fdstat_set_rights(fd, (u64)1 << 40, 0), NOTCAPABLE);
  EXPECT(__wasi_fd_fdstat_set_rights(99, 0, 0), BADF);
}
