// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// poll_oneoff: waits until something of a list has happened, and reports all of
// the list that has.
//
// One ppoll does it: its timeout is the earliest deadline. The list is read
// twice, before and after the wait; a guest that changes it meanwhile, from
// another thread, gets nonsense but reaches nothing, as each reading is checked
// for itself.

#include "runtime-stub/kernel.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/wasi/calls.h"
#include "runtime-stub/wasi/fd_table.h"

namespace wrt {
namespace {

/// Longest list: reading and writing of every descriptor there can be. What the
/// kernel gets is made on the stack.
constexpr uint32_t mostSubscriptions = 8192;
constexpr uint64_t never = UINT64_MAX;
constexpr uint64_t second = 1'000'000'000;
constexpr uint16_t peerHungUp = 1;
/// Of the clocks that can be waited for: realtime and monotonic.
constexpr uint32_t clockCount = 2;
constexpr uint32_t knownClocks = 4;

class Poll {
public:
  /// `entries` are as many as subscriptions.
  Poll(uint32_t in, uint32_t out, uint32_t count, PollFd *entries,
       bool isUnstable)
      : in(in), out(out), count(count), isUnstable(isUnstable),
        entries(entries) {}

  Errno run(uint32_t &events);

private:
  Subscription subscription(uint32_t i) const;
  void prepare();
  Errno watch(const Subscription &s, PollFd &entry) const;
  uint64_t deadline(const Subscription &s) const;
  void report(const Subscription &s, const PollFd &entry);
  void store(Event event, const Subscription &s);

  uint32_t in, out, count;
  bool isUnstable;
  uint32_t stored = 0;
  uint64_t begun[clockCount], now[clockCount];
  uint64_t wait = never; ///< Nanoseconds.
  PollFd *entries;
};

Subscription Poll::subscription(uint32_t i) const {
  if (!isUnstable)
    return memory.load<Subscription>(in + i * uint32_t(sizeof(Subscription)));
  auto old = memory.load<UnstableSubscription>(
      in + i * uint32_t(sizeof(UnstableSubscription)));
  Subscription s = {old.userData, old.type, {}, {}};
  if (s.type == eventClock)
    s.clock = {old.clock.id, 0, old.clock.timeout, old.clock.precision,
               old.clock.flags};
  else
    s.fd = old.fd;
  return s;
}

void readClocks(uint64_t (&clocks)[clockCount]) {
  for (uint32_t i = 0; i < clockCount; ++i) {
    TimeSpec time;
    call(Call::clockGettime, i, &time, 0);
    clocks[i] = uint64_t(time.seconds) * second + uint64_t(time.nanoseconds);
  }
}

/// When the subscription's clock has come far enough.
uint64_t Poll::deadline(const Subscription &s) const {
  uint64_t result = s.clock.timeout;
  if (!(s.clock.flags & clockAbsolute) &&
      __builtin_add_overflow(begun[s.clock.id], result, &result))
    return never;
  return result;
}

/// Fills in what ppoll shall watch. Anything but success is the event's error,
/// which has then happened already.
Errno Poll::watch(const Subscription &s, PollFd &entry) const {
  entry = {-1, 0, 0}; // The kernel passes over it.
  if (s.type == eventClock) {
    // The clocks that count CPU time stand still while one waits.
    if (s.clock.id >= clockCount)
      return s.clock.id < knownClocks ? Errno::notsup : Errno::inval;
    return s.clock.flags > clockAbsolute ? Errno::inval : Errno::success;
  }
  if (s.type > eventWrite)
    return Errno::inval;
  Errno error;
  const Descriptor *d = findDescriptor(s.fd, rightPollFdReadwrite, error);
  if (d)
    entry = {d->host, s.type == eventRead ? pollIn : pollOut, 0};
  return error;
}

/// Sets entries and wait.
void Poll::prepare() {
  wait = never;
  for (uint32_t i = 0; i < count; ++i) {
    Subscription s = subscription(i);
    if (watch(s, entries[i]) != Errno::success) {
      wait = 0;
    } else if (s.type == eventClock) {
      uint64_t end = deadline(s), present = now[s.clock.id];
      uint64_t left = end > present ? end - present : 0;
      wait = left < wait ? left : wait;
    }
  }
}

void Poll::store(Event event, const Subscription &s) {
  event.userData = s.userData;
  event.type = s.type;
  memory.store(out + stored++ * uint32_t(sizeof(Event)), event);
}

/// Stores an event if there is one.
void Poll::report(const Subscription &s, const PollFd &entry) {
  Event event = {};
  PollFd again;
  Errno error = watch(s, again);
  if (error == Errno::success && s.type == eventClock) {
    if (deadline(s) <= now[s.clock.id])
      store(event, s);
    return;
  }
  if (error == Errno::success) {
    if (!entry.returned)
      return;
    if (entry.returned & pollInvalid)
      error = Errno::badf;
    int32_t bytes = 0;
    if (s.type == eventRead &&
        call(Call::ioctl, entry.fd, ioctlBytesToRead, &bytes) >= 0 && bytes > 0)
      event.bytes = uint64_t(bytes);
    event.flags = entry.returned & pollHangUp ? peerHungUp : 0;
  }
  event.error = uint16_t(error);
  store(event, s);
}

Errno Poll::run(uint32_t &events) {
  readClocks(begun);
  readClocks(now);
  do {
    prepare();
    TimeSpec timeout = {int64_t(wait / second), int64_t(wait % second)};
    long result = call(Call::ppoll, entries, count,
                       wait == never ? nullptr : &timeout, nullptr, 8);
    if (result < 0 && result != -hostIntr)
      return errnoFromHost(result);
    readClocks(now);
    for (uint32_t i = 0; i < count; ++i)
      report(subscription(i), entries[i]);
    // None if a signal interrupted, or the clock waited for was set back.
  } while (!stored);
  events = stored;
  return Errno::success;
}

Errno pollOneoff(uint32_t in, uint32_t out, uint32_t count, uint32_t countOut,
                 bool isUnstable) {
  uint64_t size =
      isUnstable ? sizeof(UnstableSubscription) : sizeof(Subscription);
  if (!memory.contains(in, count * size) ||
      !memory.contains(out, count * uint64_t(sizeof(Event))) ||
      !memory.contains(countOut, sizeof(uint32_t)))
    return Errno::fault;
  if (count == 0)
    return Errno::inval;
  if (count > mostSubscriptions)
    return Errno::nomem;
  auto *entries =
      static_cast<PollFd *>(__builtin_alloca(count * sizeof(PollFd)));
  uint32_t events = 0;
  Errno error = Poll(in, out, count, entries, isUnstable).run(events);
  if (error == Errno::success)
    memory.store(countOut, events);
  return error;
}

} // namespace

extern "C" Errno wrt_poll_oneoff(uint32_t in, uint32_t out, uint32_t count,
                                 uint32_t countOut) {
  return pollOneoff(in, out, count, countOut, false);
}

extern "C" Errno wrt_unstable_poll_oneoff(uint32_t in, uint32_t out,
                                          uint32_t count, uint32_t countOut) {
  return pollOneoff(in, out, count, countOut, true);
}

} // namespace wrt
