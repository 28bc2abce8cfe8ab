// Flags that do not exist, no right, no socket, no descriptor, no room: nothing
// is received.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: python3 %S/Inputs/peer.py stream %t | cat
#include "wasi.h"
void _start(void) {
  char byte;
  struct Vector v = {&byte, 1}, beyond = {BEYOND, 64};
  u32 n;
  u16 flags;
  EXPECT(__wasi_sock_recv(in, &v, 1, 4, &n, &flags), INVAL);
  EXPECT(__wasi_sock_recv(in, &beyond, 1, 0, &n, &flags), FAULT);
  EXPECT(__wasi_sock_recv(in, BEYOND, 8, 0, &n, &flags), FAULT);
  EXPECT(__wasi_sock_recv(in, &v, 1, 0, BEYOND, &flags), FAULT);
  EXPECT(__wasi_sock_recv(in, &v, 1, 0, &n, BEYOND), FAULT);
  EXPECT(__wasi_sock_recv(out, &v, 1, 0, &n, &flags), NOTSOCK);
  EXPECT(__wasi_sock_recv(99, &v, 1, 0, &n, &flags), BADF);
  READS(in, "helloworld");
  EXPECT(__wasi_fd_fdstat_set_rights(in, FD_WRITE, 0), SUCCESS);
  EXPECT(__wasi_sock_recv(in, &v, 1, 0, &n, &flags), NOTCAPABLE);
}
