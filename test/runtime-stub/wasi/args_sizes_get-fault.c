// The sizes of arguments are not written outside memory.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
void _start(void) {
  u32 size;
  EXPECT(__wasi_args_sizes_get(&size, BEYOND), FAULT);
  EXPECT(__wasi_args_sizes_get(BEYOND, &size), FAULT);
}
