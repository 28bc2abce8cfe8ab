// An empty list would wait for ever; lists outside memory are not read or
// written.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t
#include "wasi.h"
void _start(void) {
  struct Event events[2];
  u32 n;
  static const struct Subscription s;
  EXPECT(__wasi_poll_oneoff(&s, events, 0, &n), INVAL);
  EXPECT(__wasi_poll_oneoff(BEYOND, events, 1, &n), FAULT);
  EXPECT(__wasi_poll_oneoff(&s, BEYOND, 1, &n), FAULT);
  EXPECT(__wasi_poll_oneoff(&s, events, 1, BEYOND), FAULT);
  EXPECT(__wasi_poll_oneoff(&s, events, -1, &n), FAULT);
  EXPECT(__wasi_poll_oneoff(&s, events, 0x10000000, &n), FAULT);
}
