// What is peeked at is there again; several buffers are filled one after the
// other.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: python3 %S/Inputs/peer.py stream %t
#include "wasi.h"
void _start(void) {
  char a[3], b[3];
  struct Vector v[] = {{a, 3}, {b, 2}};
  u32 n;
  u16 flags = 9;
  for (u32 peek = 0; peek < 2; ++peek) {
    a[0] = b[0] = 0;
    EXPECT(__wasi_sock_recv(in, v, 2, 1 - peek, &n, &flags), SUCCESS);
    EXPECT(n, 5);
    EXPECT(flags, 0);
    CHECK(a[0] == 'h' && a[2] == 'l' && b[0] == 'l' && b[1] == 'o');
  }
  EXPECT(__wasi_sock_recv(in, v, 1, 0, &n, &flags), SUCCESS);
  EXPECT(a[0], 'w');
}
