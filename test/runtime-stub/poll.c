// poll_oneoff waits for the earliest of its clocks and does not wait for what is
// ready or wrong.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: sleep 20 | (%t; echo $?) > %t.out & wait $!; FileCheck %s < %t.out
// CHECK: {{^}}0
#include <assert.h>
#include <stdint.h>
#include <string.h>
#include <wasi/api.h>
static uint64_t now() {
  __wasi_timestamp_t t;
  assert(__wasi_clock_time_get(__WASI_CLOCKID_MONOTONIC, 0, &t) == 0);
  return t;
}
static const uint64_t ms = 1000000;
static __wasi_subscription_t clockIn(uint64_t name, uint64_t timeout, int absolute) {
  __wasi_subscription_t s = {.userdata = name};
  s.u.tag = __WASI_EVENTTYPE_CLOCK;
  s.u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
  s.u.u.clock.timeout = timeout;
  s.u.u.clock.flags = absolute ? __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME : 0;
  return s;
}
static __wasi_subscription_t ready(uint64_t name, int type, int fd) {
  __wasi_subscription_t s = {.userdata = name};
  s.u.tag = type;
  s.u.u.fd_read.file_descriptor = fd;
  return s;
}
static __wasi_event_t events[8];
static __wasi_size_t poll(const __wasi_subscription_t *s, size_t count) {
  __wasi_size_t n = 0;
  assert(__wasi_poll_oneoff(s, events, count, &n) == 0);
  return n;
}
int main() {
  __wasi_size_t n;
  assert(__wasi_poll_oneoff(0, events, 0, &n) == __WASI_ERRNO_INVAL);

  // Nothing to read on stdin, so the shorter time ends the wait.
  __wasi_subscription_t waiting[] = {clockIn(1, 10000 * ms, 0), ready(2, __WASI_EVENTTYPE_FD_READ, 0),
                                     clockIn(3, 50 * ms, 0)};
  uint64_t start = now();
  assert(poll(waiting, 3) == 1);
  assert(events[0].userdata == 3 && events[0].error == 0 && events[0].type == __WASI_EVENTTYPE_CLOCK);
  assert(now() - start >= 50 * ms && now() - start < 5000 * ms);

  // A time of day on the monotonic clock; one in the past is due at once.
  __wasi_subscription_t absolute[] = {clockIn(4, now() + 30 * ms, 1)};
  start = now();
  assert(poll(absolute, 1) == 1 && now() - start >= 25 * ms);
  absolute[0] = clockIn(5, 1, 1);
  assert(poll(absolute, 1) == 1 && events[0].userdata == 5);

  // Ready and broken descriptors are reported together, without waiting.
  __wasi_subscription_t mixed[] = {clockIn(6, 10000 * ms, 0), ready(7, __WASI_EVENTTYPE_FD_WRITE, 1),
                                   ready(8, __WASI_EVENTTYPE_FD_READ, 77)};
  start = now();
  assert(poll(mixed, 3) == 2 && now() - start < 5000 * ms);
  assert(events[0].userdata == 7 && events[0].error == 0);
  assert(events[1].userdata == 8 && events[1].error == __WASI_ERRNO_BADF);

  // A clock that cannot be waited for.
  waiting[0].u.u.clock.id = __WASI_CLOCKID_PROCESS_CPUTIME_ID;
  assert(poll(waiting, 1) == 1 && events[0].error == __WASI_ERRNO_NOTSUP);
}
