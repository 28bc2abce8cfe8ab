// A descriptor that is none, or lacks the right, is reported as an event
// without waiting.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
static struct Subscription ready(u64 name, u8 type, u32 fd) {
  struct Subscription s = {.userData = name, .type = type};
  s.fd = fd;
  return s;
}
void _start(void) {
  struct Event events[4];
  u32 n;
  struct Subscription s[] = {ready(1, FD_READ_EVENT, 99), ready(2, FD_READ_EVENT, dir),
                             ready(3, FD_WRITE_EVENT, OPEN("file", CREAT, FD_WRITE)), ready(4, 3, 0)};
  EXPECT(__wasi_poll_oneoff(s, events, 4, &n), SUCCESS);
  EXPECT(n, 4);
  EXPECT(events[0].error, BADF);
  EXPECT(events[1].error, NOTCAPABLE);
  EXPECT(events[2].error, NOTCAPABLE);
  EXPECT(events[3].error, INVAL);
  EXPECT(events[3].type, 3);
}
