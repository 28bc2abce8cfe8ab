// No space at all, or more than any file can have, cannot be allocated.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u32 fd = OPEN("file", CREAT, READ_WRITE | FD_ALLOCATE);
  EXPECT(__wasi_fd_allocate(fd, 0, 0), INVAL);
  EXPECT(__wasi_fd_allocate(fd, -1, 1), INVAL);
  EXPECT(__wasi_fd_allocate(fd, 0, -1), INVAL);
  EXPECT(__wasi_fd_allocate(fd, (u64)1 << 62, (u64)1 << 62), FBIG);
}
