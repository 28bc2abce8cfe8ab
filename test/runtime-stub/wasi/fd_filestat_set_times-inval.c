// A time cannot be given and be the present; other flags do not exist.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u32 fd = OPEN("file", CREAT, FD_FILESTAT_SET_TIMES);
  EXPECT(__wasi_fd_filestat_set_times(fd, 0, 0, ATIM | ATIM_NOW), INVAL);
  EXPECT(__wasi_fd_filestat_set_times(fd, 0, 0, MTIM | MTIM_NOW), INVAL);
  EXPECT(__wasi_fd_filestat_set_times(fd, 0, 0, 16), INVAL);
}
