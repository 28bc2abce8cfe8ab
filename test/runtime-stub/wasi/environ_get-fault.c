// Variables are not written outside memory.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && WASMC_GRANTS='env a=b' %t
#include "wasi.h"
void _start(void) {
  u32 count, size;
  EXPECT(__wasi_environ_sizes_get(&count, &size), SUCCESS);
  EXPECT(count, 1);
  EXPECT(size, 4);
  char *pointer, bytes[4];
  EXPECT(__wasi_environ_get(&pointer, BEYOND), FAULT);
  EXPECT(__wasi_environ_get(BEYOND, bytes), FAULT);
  EXPECT(__wasi_environ_get(&pointer, bytes), SUCCESS);
  CHECK(pointer == bytes && bytes[0] == 'a' && bytes[1] == '=' && bytes[2] == 'b' && !bytes[3]);
}
