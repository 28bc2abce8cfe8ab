// A preopen keeps its name under another number, and may be replaced.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u32 fd = OPEN(".", 0, PATH_OPEN | FD_READ);
  struct PreStat stat;
  EXPECT(__wasi_fd_renumber(dir, fd), SUCCESS);
  EXPECT(__wasi_fd_prestat_get(dir, &stat), BADF);
  EXPECT(__wasi_fd_prestat_get(fd, &stat), SUCCESS);
  EXPECT(stat.nameLength, 1);
  EXPECT(__wasi_path_create_directory(fd, P("sub")), SUCCESS);
  u32 sub = openAt(fd, P("sub"), 0, FD_READDIR, __LINE__);
  EXPECT(sub, dir);
  EXPECT(__wasi_fd_renumber(sub, fd), SUCCESS);
  EXPECT(__wasi_fd_prestat_get(fd, &stat), BADF);
}
