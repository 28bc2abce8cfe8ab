// A clock that does not exist has no time, and none is written outside memory.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
void _start(void) {
  u64 time;
  EXPECT(__wasi_clock_time_get(4, 0, &time), INVAL);
  EXPECT(__wasi_clock_time_get(-1, 0, &time), INVAL);
  EXPECT(__wasi_clock_time_get(REALTIME, 0, BEYOND), FAULT);
}
