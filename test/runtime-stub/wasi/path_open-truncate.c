// Truncating takes the right to set sizes by path, nothing of the descriptor's.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd;
  struct FdStat stat;
  EXPECT(__wasi_path_open(dir, 0, P("file"), TRUNC, FD_READ, 0, 0, &fd), SUCCESS);
  HOLDS("file", "");
  FILE_WITH("file", "text");
  EXPECT(__wasi_fd_fdstat_get(dir, &stat), SUCCESS);
  EXPECT(__wasi_fd_fdstat_set_rights(dir, stat.rights & ~PATH_FILESTAT_SET_SIZE, stat.inheriting), SUCCESS);
  EXPECT(__wasi_path_open(dir, 0, P("file"), TRUNC, FD_WRITE, 0, 0, &fd), NOTCAPABLE);
  HOLDS("file", "text");
}
