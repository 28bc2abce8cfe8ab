// Nothing, one byte, and more than the kernel gives at once; not outside
// memory.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
void _start(void) {
  static u8 big[100000];
  u8 small[3] = {1, 1, 1};
  EXPECT(__wasi_random_get(small, 0), SUCCESS);
  CHECK(small[0] == 1);
  EXPECT(__wasi_random_get(big, sizeof big), SUCCESS);
  // 16 zeros in a row do not happen.
  for (u32 i = 0, zeros = 0; i < sizeof big; ++i) {
    zeros = big[i] ? 0 : zeros + 1;
    CHECK(zeros < 16);
  }
  EXPECT(__wasi_random_get(BEYOND, 0), FAULT);
  EXPECT(__wasi_random_get(BEYOND, 64), FAULT);
  EXPECT(__wasi_random_get(big, -1), FAULT);
}
