// Each of the four clocks has a resolution, between a nanosecond and a second.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
void _start(void) {
  for (u32 clock = REALTIME; clock <= THREAD_CPUTIME; ++clock) {
    u64 resolution = 0;
    EXPECT(__wasi_clock_res_get(clock, &resolution), SUCCESS);
    CHECK(resolution > 0 && resolution <= 1000000000);
  }
}
