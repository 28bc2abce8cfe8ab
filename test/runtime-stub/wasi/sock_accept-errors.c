// Only a listening socket accepts; flags that do not exist, no socket, no
// descriptor, no room.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: python3 %S/Inputs/peer.py stream %t | cat
#include "wasi.h"
void _start(void) {
  u32 fd;
  EXPECT(__wasi_sock_accept(in, 0, &fd), INVAL);
  EXPECT(__wasi_sock_accept(in, APPEND, &fd), INVAL);
  EXPECT(__wasi_sock_accept(in, 1 << 16, &fd), INVAL);
  EXPECT(__wasi_sock_accept(in, 0, BEYOND), FAULT);
  EXPECT(__wasi_sock_accept(out, 0, &fd), NOTSOCK);
  EXPECT(__wasi_sock_accept(99, 0, &fd), BADF);
}
