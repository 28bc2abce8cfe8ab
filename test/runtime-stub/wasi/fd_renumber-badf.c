// Both must be open.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("a", "aaa");
  u32 a = OPEN("a", 0, FD_READ);
  EXPECT(__wasi_fd_renumber(a, 99), BADF);
  EXPECT(__wasi_fd_renumber(99, a), BADF);
  EXPECT(__wasi_fd_renumber(a, -1), BADF);
  READS(a, "aaa");
}
