// No rights, no descriptor, no room, an offset that is negative to the kernel.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  struct Vector v = {"x", 1}, beyond = {BEYOND, 64};
  u32 n, fd = OPEN("file", 0, FD_WRITE | FD_SEEK);
  EXPECT(__wasi_fd_pwrite(OPEN("file", 0, FD_WRITE), &v, 1, 0, &n), NOTCAPABLE);
  EXPECT(__wasi_fd_pwrite(OPEN("file", 0, FD_READ | FD_SEEK), &v, 1, 0, &n), NOTCAPABLE);
  EXPECT(__wasi_fd_pwrite(dir, &v, 1, 0, &n), NOTCAPABLE);
  EXPECT(__wasi_fd_pwrite(99, &v, 1, 0, &n), BADF);
  EXPECT(__wasi_fd_pwrite(fd, &beyond, 1, 0, &n), FAULT);
  EXPECT(__wasi_fd_pwrite(fd, BEYOND, 8, 0, &n), FAULT);
  EXPECT(__wasi_fd_pwrite(fd, &v, 1, 0, BEYOND), FAULT);
  EXPECT(__wasi_fd_pwrite(fd, &v, 1, -1, &n), INVAL);
  HOLDS("file", "text");
}
