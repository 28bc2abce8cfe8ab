// Linux cannot make an open file synchronous; a flag that is set already may be
// repeated.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, FD_WRITE | FD_FDSTAT_SET_FLAGS);
  EXPECT(__wasi_fd_fdstat_set_flags(fd, SYNC), NOTSUP);
  EXPECT(__wasi_fd_fdstat_set_flags(fd, DSYNC), NOTSUP);
  EXPECT(__wasi_fd_fdstat_set_flags(fd, RSYNC | APPEND), NOTSUP);
  struct FdStat stat;
  EXPECT(__wasi_fd_fdstat_get(fd, &stat), SUCCESS);
  EXPECT(stat.flags, 0);
  EXPECT(__wasi_path_open(dir, 0, P("file"), 0, FD_WRITE | FD_FDSTAT_SET_FLAGS, 0, DSYNC, &fd), SUCCESS);
  EXPECT(__wasi_fd_fdstat_set_flags(fd, DSYNC | APPEND), SUCCESS);
}
