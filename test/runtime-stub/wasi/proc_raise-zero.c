// No signal at all does nothing, one that does not exist is refused.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_proc_raise(0), SUCCESS);
  EXPECT(__wasi_proc_raise(31), INVAL);
  EXPECT(__wasi_proc_raise(-1), INVAL);
}
