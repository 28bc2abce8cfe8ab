// A relative time passes before its event, on both clocks.
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
  for (u32 id = REALTIME; id <= MONOTONIC; ++id) {
    struct Subscription s = clockIn(7, id, 20000000, 0);
    u64 start = now();
    EXPECT(__wasi_poll_oneoff(&s, &event, 1, &n), SUCCESS);
    EXPECT(n, 1);
    CHECK(now() - start >= 19000000);
    EXPECT(event.userData, 7);
    EXPECT(event.type, CLOCK);
    EXPECT(event.error, SUCCESS);
  }
}
