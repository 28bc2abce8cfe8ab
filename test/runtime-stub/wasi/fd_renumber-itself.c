// To itself, a descriptor is renumbered by leaving it.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("a", "aaa");
  u32 a = OPEN("a", 0, FD_READ);
  EXPECT(__wasi_fd_renumber(a, a), SUCCESS);
  READS(a, "aaa");
}
