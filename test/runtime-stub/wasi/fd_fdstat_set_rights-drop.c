// A right that was given up is gone, for the descriptor and for those opened
// through it.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, FD_READ | FD_WRITE), n;
  struct Vector v = {"x", 1};
  EXPECT(__wasi_fd_fdstat_set_rights(fd, FD_READ, 0), SUCCESS);
  EXPECT(__wasi_fd_write(fd, &v, 1, &n), NOTCAPABLE);
  READS(fd, "text");
  struct FdStat stat;
  EXPECT(__wasi_fd_fdstat_get(dir, &stat), SUCCESS);
  EXPECT(__wasi_fd_fdstat_set_rights(dir, stat.rights & ~PATH_CREATE_FILE, FD_READ), SUCCESS);
  EXPECT(__wasi_path_open(dir, 0, P("file"), 0, FD_WRITE, 0, 0, &fd), NOTCAPABLE);
  EXPECT(__wasi_path_open(dir, 0, P("new"), CREAT, FD_READ, 0, 0, &fd), NOTCAPABLE);
  EXPECT(__wasi_path_open(dir, 0, P("file"), 0, FD_READ, 0, 0, &fd), SUCCESS);
}
