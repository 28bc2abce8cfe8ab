// Yielding succeeds and comes back.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
void _start(void) {
  for (u32 i = 0; i < 100; ++i)
    EXPECT(__wasi_sched_yield(), SUCCESS);
}
