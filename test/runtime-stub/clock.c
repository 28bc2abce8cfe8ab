// Realtime is the host's, the monotonic clock moves on, and CPU time is spent by
// spending it.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: before=$(date +%%s); now=$(%t); test $before -le $now -a $now -le $(date +%%s)
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <wasi/api.h>
static uint64_t get(uint32_t clock) {
  __wasi_timestamp_t t;
  assert(__wasi_clock_time_get(clock, 0, &t) == 0);
  return t;
}
int main() {
  __wasi_timestamp_t resolution;
  for (uint32_t clock = 0; clock < 4; ++clock) {
    assert(__wasi_clock_res_get(clock, &resolution) == 0 && resolution > 0);
    uint64_t first = get(clock);
    while (get(clock) == first)
      ;
    assert(get(clock) > first);
  }
  assert(__wasi_clock_time_get(4, 0, &resolution) == __WASI_ERRNO_INVAL);
  printf("%llu\n", get(0) / 1000000000);
}
