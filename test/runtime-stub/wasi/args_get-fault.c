// Arguments are not written outside memory.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
void _start(void) {
  u32 count, size;
  EXPECT(__wasi_args_sizes_get(&count, &size), SUCCESS);
  char *pointers[4], bytes[4096];
  CHECK(count == 1 && size <= sizeof bytes);
  EXPECT(__wasi_args_get(pointers, BEYOND), FAULT);
  EXPECT(__wasi_args_get(BEYOND, bytes), FAULT);
}
