// Without a grant the environment is empty, whatever the process has.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && SECRET=1 %t
#include "wasi.h"
void _start(void) {
  u32 count = 9, size = 9;
  EXPECT(__wasi_environ_sizes_get(&count, &size), SUCCESS);
  EXPECT(count, 0);
  EXPECT(size, 0);
  char *pointer = 0, byte = 'x';
  EXPECT(__wasi_environ_get(&pointer, &byte), SUCCESS);
  CHECK(!pointer && byte == 'x');
}
