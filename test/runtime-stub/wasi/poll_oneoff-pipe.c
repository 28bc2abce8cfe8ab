// A pipe is ready when bytes have come, and says how many; nothing is reported
// before.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && rm -f %t.fifo && mkfifo %t.fifo
// RUN: %t 0<>%t.fifo
#include "wasi.h"
static struct Subscription clockIn(u64 name, u32 id, u64 timeout, u16 flags) {
  struct Subscription s = {.userData = name, .type = CLOCK};
  s.clock.id = id;
  s.clock.timeout = timeout;
  s.clock.flags = flags;
  return s;
}

static struct Subscription ready(u64 name, u8 type, u32 fd) {
  struct Subscription s = {.userData = name, .type = type};
  s.fd = fd;
  return s;
}
void _start(void) {
  struct Event events[2];
  u32 n;
  struct Subscription s[] = {ready(1, FD_READ_EVENT, in), clockIn(2, MONOTONIC, 10000000, 0)};
  EXPECT(__wasi_poll_oneoff(s, events, 2, &n), SUCCESS);
  EXPECT(n, 1);
  EXPECT(events[0].userData, 2);
  print(in, "abc");
  EXPECT(__wasi_poll_oneoff(s, events, 2, &n), SUCCESS);
  EXPECT(n, 1);
  EXPECT(events[0].userData, 1);
  EXPECT(events[0].bytes, 3);
  EXPECT(events[0].flags, 0);
}
