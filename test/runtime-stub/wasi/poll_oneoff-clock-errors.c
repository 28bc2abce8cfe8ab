// A clock that does not run while one waits, that does not exist, or with flags
// that do not: the event says so, the call succeeds.
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
  struct Event events[4];
  u32 n;
  struct Subscription s[] = {clockIn(1, PROCESS_CPUTIME, 1, 0), clockIn(2, 4, 1, 0),
                             clockIn(3, MONOTONIC, 1, 2), clockIn(4, MONOTONIC, (u64)-1, 0)};
  EXPECT(__wasi_poll_oneoff(s, events, 4, &n), SUCCESS);
  EXPECT(n, 3);
  EXPECT(events[0].error, NOTSUP);
  EXPECT(events[1].error, INVAL);
  EXPECT(events[2].error, INVAL);
  EXPECT(events[2].userData, 3);
}
