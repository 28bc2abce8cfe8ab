// What is sent is the buffers one after the other.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: test "$(python3 %S/Inputs/peer.py stream %t)" = abcde
#include "wasi.h"
void _start(void) {
  struct Vector v[] = {{"ab", 2}, {0, 0}, {"cde", 3}};
  u32 n;
  EXPECT(__wasi_sock_send(in, v, 3, 0, &n), SUCCESS);
  EXPECT(n, 5);
}
