// Rights move with the descriptor.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("a", "aaa");
  u32 a = OPEN("a", 0, FD_READ), b = OPEN("a", 0, FD_WRITE), n;
  struct Vector v = {"x", 1};
  EXPECT(__wasi_fd_renumber(a, b), SUCCESS);
  EXPECT(__wasi_fd_write(b, &v, 1, &n), NOTCAPABLE);
  READS(b, "aaa");
}
