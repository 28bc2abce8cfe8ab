// A regular file can always be read and written; the event counts what is left
// to read.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
static struct Subscription ready(u64 name, u8 type, u32 fd) {
  struct Subscription s = {.userData = name, .type = type};
  s.fd = fd;
  return s;
}
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, READ_WRITE | POLL_FD_READWRITE), n;
  struct Event events[2];
  struct Subscription s[] = {ready(1, FD_READ_EVENT, fd), ready(2, FD_WRITE_EVENT, fd)};
  EXPECT(__wasi_poll_oneoff(s, events, 2, &n), SUCCESS);
  EXPECT(n, 2);
  CHECK(events[0].userData == 1 && events[0].type == FD_READ_EVENT && !events[0].error);
  EXPECT(events[0].bytes, 4);
  CHECK(events[1].userData == 2 && events[1].type == FD_WRITE_EVENT && !events[1].error);
}
