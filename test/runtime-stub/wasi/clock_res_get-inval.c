// A clock that does not exist has no resolution, and none is written outside
// memory.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
void _start(void) {
  u64 resolution;
  EXPECT(__wasi_clock_res_get(4, &resolution), INVAL);
  EXPECT(__wasi_clock_res_get(-1, &resolution), INVAL);
  EXPECT(__wasi_clock_res_get(MONOTONIC, BEYOND), FAULT);
}
