// An absolute time that has passed is due at once, one to come is waited for.
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
  struct Event event;
  u32 n;
  u64 time;
  struct Subscription s = clockIn(1, REALTIME, 1, 1);
  EXPECT(__wasi_poll_oneoff(&s, &event, 1, &n), SUCCESS);
  EXPECT(n, 1);
  EXPECT(__wasi_clock_time_get(REALTIME, 0, &time), SUCCESS);
  u64 start = now();
  s = clockIn(2, REALTIME, time + 20000000, 1);
  EXPECT(__wasi_poll_oneoff(&s, &event, 1, &n), SUCCESS);
  EXPECT(event.userData, 2);
  CHECK(now() - start >= 15000000);
}
