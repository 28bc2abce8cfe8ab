// A write takes one buffer after the other.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u32 fd = OPEN("file", CREAT, FD_WRITE), n;
  struct Vector v[] = {{"ab", 2}, {0, 0}, {"cde", 3}};
  EXPECT(__wasi_fd_write(fd, v, 3, &n), SUCCESS);
  EXPECT(n, 5);
  EXPECT(__wasi_fd_write(fd, v, 0, &n), SUCCESS);
  EXPECT(n, 0);
  HOLDS("file", "abcde");
}
