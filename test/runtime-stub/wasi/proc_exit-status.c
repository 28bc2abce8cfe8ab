// The status is the low byte of what the program says.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && (%t || test $? = 52)
// RUN: not %t
#include "wasi.h"
void _start(void) {
  __wasi_proc_exit(0x1234);
}
