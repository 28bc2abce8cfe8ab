// A server on a listening socket that it was given: it waits for a client, peeks,
// receives, answers, and closes its side; it learns that the client has gone.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: python3 %S/Inputs/listen.py %t | FileCheck %s
// CHECK: HELLO
#include <assert.h>
#include <wasi/api.h>
enum { listener = 0 };
static void wait(__wasi_fd_t fd) {
  __wasi_subscription_t s = {.userdata = 1};
  __wasi_event_t event;
  __wasi_size_t n;
  s.u.tag = __WASI_EVENTTYPE_FD_READ;
  s.u.u.fd_read.file_descriptor = fd;
  assert(__wasi_poll_oneoff(&s, &event, 1, &n) == 0 && n == 1 && event.error == 0);
}
int main() {
  __wasi_fdstat_t stat;
  assert(__wasi_fd_fdstat_get(listener, &stat) == 0 && stat.fs_filetype == __WASI_FILETYPE_SOCKET_STREAM);
  __wasi_fd_t client, none;
  wait(listener);
  assert(__wasi_sock_accept(listener, __WASI_FDFLAGS_NONBLOCK, &client) == 0);
  // A connection is no listener.
  assert(__wasi_sock_accept(client, 0, &none) == __WASI_ERRNO_NOTCAPABLE);

  uint8_t a[2], b[6];
  __wasi_iovec_t in[] = {{a, sizeof a}, {b, sizeof b}};
  __wasi_size_t n;
  __wasi_roflags_t flags;
  wait(client);
  assert(__wasi_sock_recv(client, in, 1, __WASI_RIFLAGS_RECV_PEEK, &n, &flags) == 0 && n == 2);
  assert(__wasi_sock_recv(client, in, 2, 0, &n, &flags) == 0 && n == 5 && flags == 0);
  assert(__wasi_sock_recv(client, in, 2, 0, &n, &flags) == __WASI_ERRNO_AGAIN);
  for (int i = 0; i < 2; ++i)
    a[i] -= 'a' - 'A';
  for (int i = 0; i < 3; ++i)
    b[i] -= 'a' - 'A';
  __wasi_ciovec_t out[] = {{a, 2}, {b, 3}};
  assert(__wasi_sock_send(client, out, 2, 0, &n) == 0 && n == 5);

  assert(__wasi_sock_shutdown(client, 0) == __WASI_ERRNO_INVAL);
  assert(__wasi_sock_shutdown(client, __WASI_SDFLAGS_WR) == 0);
  assert(__wasi_sock_send(client, out, 1, 0, &n) == __WASI_ERRNO_PIPE);
  wait(client);
  assert(__wasi_sock_recv(client, in, 2, 0, &n, &flags) == 0 && n == 0);
  assert(__wasi_fd_close(client) == 0);
}
