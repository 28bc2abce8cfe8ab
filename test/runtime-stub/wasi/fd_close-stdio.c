// Standard descriptors can be closed like others; what opens next takes their
// number.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "");
  EXPECT(__wasi_fd_close(in), SUCCESS);
  EXPECT(OPEN("file", 0, FD_WRITE), in);
  print(in, "text");
  HOLDS("file", "text");
}
