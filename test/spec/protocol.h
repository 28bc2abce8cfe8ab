// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between the runner, which compiles and links, and the executor, which only
// runs: a process of the target's architecture, under an emulator if need be.
// Both have the region mapped; requests and replies go through pipes, one at a
// time.

#ifndef TEST_SPEC_PROTOCOL_H
#define TEST_SPEC_PROTOCOL_H

#include <stdint.h>

namespace spec {

/// Where the executor maps the region: near its own code, so that compiled code
/// reaches both.
constexpr uint64_t regionAddress = 0x50000000;
constexpr uint64_t regionSize = 0x28000000;
constexpr int regionFd = 3;

/// Arguments and results of a call, 16 bytes each, at `c` of the request.
constexpr uint64_t slotBytes = 16;
constexpr uint64_t maxSlots = 1024;

enum class Action : uint64_t {
  Call,    ///< a: trampoline, b: code, c: argument slots, then result slots.
  Run,     ///< a: a function void().
  Unwind,  ///< a: unwind tables of code that may be run from now on, b: bytes.
  Reserve, ///< a: bytes of address space, b: usable ones. Value: address or 0.
};

struct Request {
  Action action;
  uint64_t a, b, c;
};

enum class Outcome : uint64_t { Done, Trap, Crash };

struct Reply {
  Outcome outcome;
  uint64_t value; ///< Trap: its kind. Crash: the address touched.
};

/// The first thing the executor sends: what compiled code calls.
struct Greeting {
  uint64_t memoryGrow, memoryInit, tableFill, tableCopy, tableGrow;
  uint64_t memcpy, memmove, memset, memcmp;
  uint64_t exceptionNew, exceptionDrop, exceptionOf;
  uint64_t throwException, personality;
};

} // namespace spec

#endif
