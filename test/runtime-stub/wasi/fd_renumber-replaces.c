// The number comes to mean the other file, what it meant before is closed, and
// the old number is free.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("a", "aaa");
  FILE_WITH("b", "bbb");
  u32 a = OPEN("a", 0, FD_READ), b = OPEN("b", 0, FD_READ), n;
  char byte;
  struct Vector v = {&byte, 1};
  EXPECT(__wasi_fd_renumber(a, b), SUCCESS);
  EXPECT(__wasi_fd_read(a, &v, 1, &n), BADF);
  READS(b, "aaa");
  EXPECT(OPEN("b", 0, FD_READ), a);
  READS(a, "bbb");
}
