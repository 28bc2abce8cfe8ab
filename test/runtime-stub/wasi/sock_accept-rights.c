// Accepting takes the right to; what was accepted does not have it.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: test "$(python3 %S/../Inputs/listen.py %t)" = done
#include "wasi.h"
void _start(void) {
  struct FdStat stat;
  struct Subscription s = {.type = FD_READ_EVENT, .fd = in};
  struct Event event;
  u32 fd, other;
  EXPECT(__wasi_poll_oneoff(&s, &event, 1, &fd), SUCCESS);
  EXPECT(__wasi_sock_accept(in, 0, &fd), SUCCESS);
  EXPECT(__wasi_sock_accept(fd, 0, &other), NOTCAPABLE);
  EXPECT(__wasi_fd_fdstat_get(fd, &stat), SUCCESS);
  EXPECT(stat.type, SOCKET_STREAM);
  CHECK(stat.rights & FD_READ && stat.rights & SOCK_SHUTDOWN && !(stat.rights & SOCK_ACCEPT));
  EXPECT(__wasi_fd_fdstat_set_rights(in, FD_READ, 0), SUCCESS);
  EXPECT(__wasi_sock_accept(in, 0, &other), NOTCAPABLE);
  READS(fd, "hello");
  print(fd, "done");
}
