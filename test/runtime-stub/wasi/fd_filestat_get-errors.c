// No right, no descriptor, no room.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  struct FileStat stat;
  EXPECT(__wasi_fd_filestat_get(OPEN("file", CREAT, FD_READ), &stat), NOTCAPABLE);
  EXPECT(__wasi_fd_filestat_get(99, &stat), BADF);
  EXPECT(__wasi_fd_filestat_get(dir, BEYOND), FAULT);
}
