// After closing one direction the other goes on: what was sent is read to its
// end, and sending is an error that does not end the program.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: python3 %S/Inputs/peer.py stream %t >/dev/null
#include "wasi.h"
void _start(void) {
  struct Vector v = {"x", 1};
  u32 n;
  READS(in, "helloworld");
  EXPECT(__wasi_sock_shutdown(in, 1), SUCCESS);
  READS(in, "");
  EXPECT(__wasi_sock_send(in, &v, 1, 0, &n), SUCCESS);
  EXPECT(__wasi_sock_shutdown(in, 2), SUCCESS);
  EXPECT(__wasi_sock_send(in, &v, 1, 0, &n), PIPE);
  EXPECT(__wasi_fd_write(in, &v, 1, &n), PIPE);
  EXPECT(__wasi_sock_shutdown(in, 3), SUCCESS);
}
