// No direction or ones that do not exist; no right, no socket, no descriptor.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: python3 %S/Inputs/peer.py stream %t | cat
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_sock_shutdown(in, 0), INVAL);
  EXPECT(__wasi_sock_shutdown(in, 4), INVAL);
  EXPECT(__wasi_sock_shutdown(in, 0x101), INVAL);
  EXPECT(__wasi_sock_shutdown(out, 1), NOTSOCK);
  EXPECT(__wasi_sock_shutdown(99, 1), BADF);
  EXPECT(__wasi_fd_fdstat_set_rights(in, FD_READ, 0), SUCCESS);
  EXPECT(__wasi_sock_shutdown(in, 1), NOTCAPABLE);
}
