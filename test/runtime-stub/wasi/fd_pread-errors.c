// No rights, no descriptor, no room, an offset that is negative to the kernel.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  char byte;
  struct Vector v = {&byte, 1}, beyond = {BEYOND, 64};
  u32 n, fd = OPEN("file", 0, FD_READ | FD_SEEK);
  EXPECT(__wasi_fd_pread(OPEN("file", 0, FD_READ), &v, 1, 0, &n), NOTCAPABLE);
  EXPECT(__wasi_fd_pread(OPEN("file", 0, FD_WRITE | FD_SEEK), &v, 1, 0, &n), NOTCAPABLE);
  EXPECT(__wasi_fd_pread(dir, &v, 1, 0, &n), NOTCAPABLE);
  EXPECT(__wasi_fd_pread(99, &v, 1, 0, &n), BADF);
  EXPECT(__wasi_fd_pread(fd, &beyond, 1, 0, &n), FAULT);
  EXPECT(__wasi_fd_pread(fd, BEYOND, 8, 0, &n), FAULT);
  EXPECT(__wasi_fd_pread(fd, &v, 1, 0, BEYOND), FAULT);
  EXPECT(__wasi_fd_pread(fd, &v, 1, -1, &n), INVAL);
}
