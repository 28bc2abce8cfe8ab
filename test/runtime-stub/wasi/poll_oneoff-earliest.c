// Of several times the earliest ends the wait, and only what is due is
// reported.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
static struct Subscription clockIn(u64 name, u32 id, u64 timeout, u16 flags) {
  struct Subscription s = {.userData = name, .type = CLOCK};
  s.clock.id = id;
  s.clock.timeout = timeout;
  s.clock.flags = flags;
  return s;
}
void _start(void) {
  struct Event events[3];
  u32 n;
  struct Subscription s[] = {clockIn(1, MONOTONIC, 60000000000, 0), clockIn(2, MONOTONIC, 10000000, 0),
                             clockIn(3, REALTIME, 50000000000, 0)};
  EXPECT(__wasi_poll_oneoff(s, events, 3, &n), SUCCESS);
  EXPECT(n, 1);
  EXPECT(events[0].userData, 2);
}
