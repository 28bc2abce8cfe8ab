// A pipe that nobody writes to any more is ready, and the event says that its
// peer is gone.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && : | %t
#include "wasi.h"
static struct Subscription ready(u64 name, u8 type, u32 fd) {
  struct Subscription s = {.userData = name, .type = type};
  s.fd = fd;
  return s;
}
void _start(void) {
  struct Event event;
  u32 n;
  struct Subscription s = ready(1, FD_READ_EVENT, in);
  EXPECT(__wasi_poll_oneoff(&s, &event, 1, &n), SUCCESS);
  EXPECT(n, 1);
  EXPECT(event.error, SUCCESS);
  EXPECT(event.flags, 1);
}
