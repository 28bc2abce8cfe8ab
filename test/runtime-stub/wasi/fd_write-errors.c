// No right, no descriptor, buffers and lists outside memory: nothing is
// written.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  struct Vector v[] = {{"x", 1}, {BEYOND, 64}}, wraps = {"x", -1};
  u32 fd = OPEN("file", 0, FD_WRITE), n;
  EXPECT(__wasi_fd_write(fd, v, 2, &n), FAULT);
  EXPECT(__wasi_fd_write(fd, &wraps, 1, &n), FAULT);
  EXPECT(__wasi_fd_write(fd, BEYOND, 8, &n), FAULT);
  EXPECT(__wasi_fd_write(fd, v, 1, BEYOND), FAULT);
  EXPECT(__wasi_fd_write(OPEN("file", 0, FD_READ), v, 1, &n), NOTCAPABLE);
  EXPECT(__wasi_fd_write(dir, v, 1, &n), NOTCAPABLE);
  EXPECT(__wasi_fd_write(99, v, 1, &n), BADF);
  HOLDS("file", "text");
}
