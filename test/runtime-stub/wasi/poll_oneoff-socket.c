// A socket is ready to be written to at once, and to be read when something has
// come; the event says how much.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: python3 %S/Inputs/peer.py stream %t
#include "wasi.h"
void _start(void) {
  struct Subscription s[] = {{.userData = 1, .type = FD_READ_EVENT}, {.userData = 2, .type = FD_WRITE_EVENT}};
  struct Event events[2];
  u32 n;
  EXPECT(__wasi_poll_oneoff(s, events, 2, &n), SUCCESS);
  EXPECT(n, 2);
  EXPECT(events[0].bytes, 10);
  EXPECT(events[1].userData, 2);
  READS(in, "helloworld");
  EXPECT(__wasi_poll_oneoff(s, events, 2, &n), SUCCESS);
  EXPECT(n, 1);
  EXPECT(events[0].userData, 2);
}
