// The socket functions on what is no socket, or nothing.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: %t < %s | cat
#include <assert.h>
#include <wasi/api.h>
int main() {
  uint8_t buffer[8];
  __wasi_iovec_t in = {buffer, sizeof buffer};
  __wasi_ciovec_t out = {buffer, sizeof buffer};
  __wasi_size_t n;
  __wasi_roflags_t flags;
  __wasi_fd_t fd;
  assert(__wasi_sock_recv(0, &in, 1, 0, &n, &flags) == __WASI_ERRNO_NOTSOCK);
  assert(__wasi_sock_send(1, &out, 1, 0, &n) == __WASI_ERRNO_NOTSOCK);
  assert(__wasi_sock_shutdown(0, __WASI_SDFLAGS_RD) == __WASI_ERRNO_NOTSOCK);
  assert(__wasi_sock_accept(0, 0, &fd) == __WASI_ERRNO_NOTSOCK);
  assert(__wasi_sock_recv(9, &in, 1, 0, &n, &flags) == __WASI_ERRNO_BADF);
  assert(__wasi_sock_send(9, &out, 1, 0, &n) == __WASI_ERRNO_BADF);
  assert(__wasi_sock_shutdown(9, __WASI_SDFLAGS_RD) == __WASI_ERRNO_BADF);
  assert(__wasi_sock_accept(9, 0, &fd) == __WASI_ERRNO_BADF);
}
