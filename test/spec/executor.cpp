// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs what the runner has put into the region. Freestanding, so that it can be
// built for any target without a sysroot. A trap ends a call, not the process:
// the handler goes back to where the call began.

#include "runtime-stub/exceptions.h"
#include "runtime-stub/kernel.h"
#include "runtime-stub/unwind.h"
#include "test/spec/protocol.h"
#include "trap_frame.h"
#include "wrt/abi.h"

namespace spec {

using namespace wrt;

extern "C" {
/// Saves the machine's state in *saved and calls function(a, b, c) on another
/// stack. Returns 0, or what leaveCall is given.
uint64_t enterCall(uint64_t *saved, void *stackTop, uint64_t function,
                   uint64_t a, uint64_t b, uint64_t c);
[[noreturn]] void leaveCall(uint64_t *saved, uint64_t result);
void *memcpy(void *, const void *, size_t);
void *memmove(void *, const void *, size_t);
void *memset(void *, int, size_t);
int memcmp(const void *, const void *, size_t);
void wrt_personality();
}

namespace {

constexpr uint64_t stackSize = 1 << 20;
constexpr uint64_t stackGuard = 1 << 16;
constexpr int maxReservations = 4096;

struct Range {
  uint64_t begin, size;
};

Range reservations[maxReservations];
int reservationCount;
Range unwindTables[maxReservations];
int unwindTableCount;
uint64_t stackBottom; // The guard lies below.
uint64_t savedState;
uint64_t crashAddress;
alignas(64) char signalStack[1 << 16];

constexpr uint64_t crashed = 0x100;

[[noreturn]] void quit(int status) {
  call(Call::exitGroup, status, 0, 0);
  __builtin_trap();
}

void readAll(void *to, size_t size) {
  // No wrapper for read: readv is what the stub uses.
  struct {
    void *base;
    size_t length;
  } vector = {to, size};
  if (callThrough(Call::readv, 0, &vector, 1) != long(size))
    quit(0);
}

void writeAll(const void *from, size_t size) {
  if (callThrough(Call::write, 1, from, size) != long(size))
    quit(1);
}

uint64_t mapMemory(uint64_t at, uint64_t size, int protection, int flags,
                   int fd) {
  long result = call(Call::mmap, at, size, protection, flags, fd, 0);
  return result < 0 && result > -4096 ? 0 : uint64_t(result);
}

enum : int {
  canRead = 1,
  canWrite = 2,
  canExecute = 4,
  isShared = 1,
  isPrivate = 2,
  isFixed = 0x10,
  isAnonymous = 0x20,
  hasNoReserve = 0x4000,
};

bool inReservation(uint64_t address) {
  for (int i = 0; i < reservationCount; ++i)
    if (address - reservations[i].begin < reservations[i].size)
      return true;
  return false;
}

void onSignal(int signal, const SignalInfo *info,
              const SignalContext *context) {
  uint64_t pc = registersOf(*context).pc;
  uint64_t address = info->address;
  int kind = signal == trapSignal
                 ? trapKindAt(reinterpret_cast<const uint8_t *>(pc))
                 : -1;
  if (signal == signalSegv && address < stackBottom &&
      address >= stackBottom - stackGuard)
    kind = int(Trap::StackOverflow);
  else if (signal == signalSegv && inReservation(address))
    kind = int(Trap::MemoryOutOfBounds);
  crashAddress = address;
  leaveCall(&savedState, kind < 0 ? crashed : uint64_t(kind) + 1);
}

void catchSignals() {
  SignalStack stack = {signalStack, 0, sizeof signalStack};
  call(Call::sigaltstack, &stack, nullptr, 0);
  SignalAction action = {reinterpret_cast<const void *>(onSignal),
                         signalWithInfo | signalOnStack | signalNoDefer |
                             signalRestorerFlag,
                         nullptr, 0};
  static constexpr int signals[] = {4, 5, 7, 8, 11};
  for (int signal : signals)
    call(Call::rtSigaction, signal, &action, nullptr, 8);
}

uint64_t reserve(uint64_t size, uint64_t usable) {
  if (reservationCount == maxReservations)
    return 0;
  uint64_t at =
      mapMemory(0, size, 0, isPrivate | isAnonymous | hasNoReserve, -1);
  if (!at)
    return 0;
  if (usable && call(Call::mprotect, at, usable, canRead | canWrite) != 0)
    return 0;
  reservations[reservationCount++] = {at, size};
  return at;
}

extern "C" uint64_t growMemory(MemoryInstance *memory, uint64_t pages) {
  uint64_t old = memory->bytes >> memory->pageShift;
  if (!pages)
    return old;
  uint64_t most = (memory->maximumBytes - memory->bytes) >> memory->pageShift;
  if (pages > most)
    return ~uint64_t(0);
  uint64_t bytes = memory->bytes + (pages << memory->pageShift);
  auto base = reinterpret_cast<uint64_t>(memory->base);
  for (int i = 0; i < reservationCount; ++i)
    if (reservations[i].begin == base && bytes > reservations[i].size)
      return ~uint64_t(0);
  uint64_t usable = (bytes + 4095) & ~uint64_t(4095);
  if (call(Call::mprotect, base, usable, canRead | canWrite) != 0)
    return ~uint64_t(0);
  memory->bytes = bytes;
  return old;
}

Reply perform(const Request &request) {
  if (request.action == Action::Reserve)
    return {Outcome::Done, reserve(request.a, request.b)};
  if (request.action == Action::Unwind) {
    bool isFull = unwindTableCount == maxReservations;
    if (!isFull)
      unwindTables[unwindTableCount++] = {request.a, request.b};
    return {isFull ? Outcome::Crash : Outcome::Done, 0};
  }
  auto *top = reinterpret_cast<void *>(stackBottom + stackSize);
  uint64_t slots = request.c;
  uint64_t result = enterCall(&savedState, top, request.a, request.b, slots,
                              slots + maxSlots * slotBytes);
  if (result == 0)
    return {Outcome::Done, 0};
  if (result == crashed)
    return {Outcome::Crash, crashAddress};
  return {Outcome::Trap, result - 1};
}

template <typename T> uint64_t addressOf(T *function) {
  return reinterpret_cast<uint64_t>(function);
}

} // namespace

extern "C" [[noreturn]] void executorMain() {
  if (mapMemory(regionAddress, regionSize, canRead | canWrite | canExecute,
                isShared | isFixed, regionFd) != regionAddress)
    quit(2);
  uint64_t stack = mapMemory(0, stackGuard + stackSize, 0,
                             isPrivate | isAnonymous | hasNoReserve, -1);
  stackBottom = stack + stackGuard;
  if (!stack ||
      call(Call::mprotect, stackBottom, stackSize, canRead | canWrite) != 0)
    quit(2);
  catchSignals();
  Greeting greeting = {addressOf(growMemory),
                       addressOf(wrt_memory_init),
                       addressOf(wrt_table_fill),
                       addressOf(wrt_table_copy),
                       addressOf(wrt_table_grow),
                       addressOf(memcpy),
                       addressOf(memmove),
                       addressOf(memset),
                       addressOf(memcmp),
                       addressOf(wrt_exception_new),
                       addressOf(wrt_exception_drop),
                       addressOf(wrt_exception_of),
                       addressOf(wrt_throw),
                       addressOf(wrt_personality)};
  writeAll(&greeting, sizeof greeting);
  for (;;) {
    Request request;
    readAll(&request, sizeof request);
    Reply reply = perform(request);
    writeAll(&reply, sizeof reply);
  }
}

} // namespace spec

// What the stub's unwinder asks for.

namespace wrt {

/// Scripts are small: no index, the tables are read from the start.
const uint8_t *findFde(uint64_t pc) {
  using namespace spec;
  for (int i = 0; i < unwindTableCount; ++i) {
    auto *at = reinterpret_cast<const uint8_t *>(unwindTables[i].begin);
    const uint8_t *end = at + unwindTables[i].size;
    while (at < end) {
      const uint8_t *record = at;
      Cursor c{at};
      uint32_t length = c.fixed<uint32_t>();
      at = c.at + length;
      if (!length)
        break;
      if (!c.fixed<uint32_t>())
        continue; // A CIE.
      auto field = reinterpret_cast<uint64_t>(c.at);
      uint64_t start = field + uint64_t(int64_t(c.fixed<int32_t>()));
      if (pc - start < c.fixed<uint32_t>())
        return record;
    }
  }
  return nullptr;
}

uint64_t callStackEnd() { return spec::stackBottom + spec::stackSize; }

void reportUncaught(const Exception &, const ThrowState &) {
  spec::leaveCall(&spec::savedState, uint64_t(Trap::UncaughtException) + 1);
}

} // namespace wrt

/// Slots for exceptions of any tag, and more of them than a script throws
/// before it ends: no search for references, so no roots.
extern "C" {
constexpr uint64_t exceptionSlot = 16 + 16 * 1000;
constexpr uint64_t exceptionCount = 1024;
extern const wrt::ExceptionPlan wasm_exceptions = {
    exceptionSlot * exceptionCount, exceptionSlot, 0};
alignas(16) uint8_t wasm_exception_pool[exceptionSlot * exceptionCount];
}
