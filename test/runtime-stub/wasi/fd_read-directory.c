// A directory that was handed over as stdin cannot be read, listed or used for
// paths.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t < /
#include "wasi.h"
void _start(void) {
  char byte;
  struct Vector v = {&byte, 1};
  struct FdStat stat;
  u32 n, fd;
  EXPECT(__wasi_fd_read(in, &v, 1, &n), ISDIR);
  EXPECT(__wasi_path_open(in, 0, P("etc"), 0, 0, 0, 0, &fd), NOTDIR);
  EXPECT(__wasi_fd_fdstat_get(in, &stat), SUCCESS);
  EXPECT(stat.type, DIRECTORY);
  EXPECT(__wasi_path_open(in, 0, P("etc"), 0, 0, 0, 0, &fd), NOTCAPABLE);
  EXPECT(__wasi_fd_readdir(in, &byte, 1, 0, &n), NOTCAPABLE);
}
