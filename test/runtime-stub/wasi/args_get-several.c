// Arguments come as strings one after the other, empty ones and those with
// spaces too.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t '' 'a b' c
#include "wasi.h"
void _start(void) {
  u32 count, size;
  EXPECT(__wasi_args_sizes_get(&count, &size), SUCCESS);
  EXPECT(count, 4);
  static char *pointers[4], bytes[4096];
  EXPECT(__wasi_args_get(pointers, bytes), SUCCESS);
  CHECK(pointers[0] == bytes && pointers[3] == bytes + size - 2);
  CHECK(!pointers[1][0] && pointers[2] == pointers[1] + 1);
  const char *text = "a b";
  for (u32 i = 0; i < 4; ++i)
    EXPECT(pointers[2][i], text[i]);
  EXPECT(pointers[3][0], 'c');
  EXPECT(pointers[3][1], 0);
}
