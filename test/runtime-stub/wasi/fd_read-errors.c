// No right, no descriptor, buffers and lists outside memory: nothing is read.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  char byte;
  struct Vector v[] = {{&byte, 1}, {BEYOND, 64}}, wraps = {&byte, -1};
  u32 fd = OPEN("file", 0, FD_READ), n;
  EXPECT(__wasi_fd_read(fd, v, 2, &n), FAULT);
  EXPECT(__wasi_fd_read(fd, &wraps, 1, &n), FAULT);
  EXPECT(__wasi_fd_read(fd, BEYOND, 8, &n), FAULT);
  EXPECT(__wasi_fd_read(fd, v, -1, &n), FAULT);
  EXPECT(__wasi_fd_read(fd, v, 1, BEYOND), FAULT);
  READS(fd, "text");
  EXPECT(__wasi_fd_read(OPEN("file", 0, FD_WRITE), v, 1, &n), NOTCAPABLE);
  EXPECT(__wasi_fd_read(dir, v, 1, &n), NOTCAPABLE);
  EXPECT(__wasi_fd_read(99, v, 1, &n), BADF);
}
