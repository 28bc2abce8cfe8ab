// A pipe keeps nothing that could be made to last.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && : | %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_fd_datasync(in), INVAL);
}
