// A stream can be asked for as much as fits, however it was sent.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: python3 %S/Inputs/peer.py stream %t
#include "wasi.h"
void _start(void) {
  char a[8];
  struct Vector v = {a, 8};
  u32 n;
  u16 flags;
  EXPECT(__wasi_sock_recv(in, &v, 1, 2, &n, &flags), SUCCESS);
  EXPECT(n, 8);
  CHECK(a[4] == 'o' && a[5] == 'w');
}
