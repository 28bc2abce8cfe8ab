// The part of a message that found no room is lost, and the flags say so.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: python3 %S/Inputs/peer.py datagram %t
#include "wasi.h"
void _start(void) {
  char a[3];
  struct Vector v = {a, 3};
  u32 n;
  u16 flags;
  EXPECT(__wasi_sock_recv(in, &v, 1, 0, &n, &flags), SUCCESS);
  EXPECT(n, 3);
  EXPECT(flags, 1);
  EXPECT(__wasi_sock_recv(in, &v, 1, 0, &n, &flags), SUCCESS);
  EXPECT(a[0], 'w');
}
