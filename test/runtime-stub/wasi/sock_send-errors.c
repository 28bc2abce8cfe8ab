// There are no flags; no right, no socket, no descriptor, no room.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: test "$(python3 %S/Inputs/peer.py stream %t | cat)" = ""
#include "wasi.h"
void _start(void) {
  struct Vector v = {"x", 1}, beyond = {BEYOND, 64};
  u32 n;
  EXPECT(__wasi_sock_send(in, &v, 1, 1, &n), INVAL);
  EXPECT(__wasi_sock_send(in, &beyond, 1, 0, &n), FAULT);
  EXPECT(__wasi_sock_send(in, BEYOND, 8, 0, &n), FAULT);
  EXPECT(__wasi_sock_send(in, &v, 1, 0, BEYOND), FAULT);
  EXPECT(__wasi_sock_send(out, &v, 1, 0, &n), NOTSOCK);
  EXPECT(__wasi_sock_send(99, &v, 1, 0, &n), BADF);
  EXPECT(__wasi_fd_fdstat_set_rights(in, FD_READ, 0), SUCCESS);
  EXPECT(__wasi_sock_send(in, &v, 1, 0, &n), NOTCAPABLE);
}
