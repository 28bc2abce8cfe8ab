// SIGCHLD, SIGURG and SIGWINCH do nothing by default.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_proc_raise(16), SUCCESS);
  EXPECT(__wasi_proc_raise(22), SUCCESS);
  EXPECT(__wasi_proc_raise(27), SUCCESS);
}
