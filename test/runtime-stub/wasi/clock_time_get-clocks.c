// The time of day is later than 2020; the other clocks do not go back.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
void _start(void) {
  u64 first, second;
  EXPECT(__wasi_clock_time_get(REALTIME, 0, &first), SUCCESS);
  CHECK(first > 1577836800000000000);
  for (u32 clock = MONOTONIC; clock <= THREAD_CPUTIME; ++clock) {
    EXPECT(__wasi_clock_time_get(clock, 1, &first), SUCCESS);
    EXPECT(__wasi_clock_time_get(clock, -1, &second), SUCCESS);
    CHECK(first > 0 && second >= first);
  }
}
