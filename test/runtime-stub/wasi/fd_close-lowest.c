// The lowest number that is free is given to the next descriptor.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 a = OPEN("file", 0, FD_READ), b = OPEN("file", 0, FD_READ), c = OPEN("file", 0, FD_READ);
  CHECK(a == 4 && b == 5 && c == 6);
  EXPECT(__wasi_fd_close(b), SUCCESS);
  EXPECT(__wasi_fd_close(a), SUCCESS);
  EXPECT(OPEN("file", 0, FD_READ), a);
  EXPECT(OPEN("file", 0, FD_READ), b);
  EXPECT(OPEN("file", 0, FD_READ), 7);
}
