// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Linear memory is written where it is not zero. What is read and written is
// bounded: reading a page that was never used costs a page fault, and no reader
// of modules takes one of more than 1 GiB.

#include "runtime-stub/state_dump.h"

#include "runtime-stub/memory.h"
#include "runtime-stub/module.h"

namespace wrt {
namespace {

/// Most bytes of linear memory written.
constexpr uint64_t mostDumped = (uint64_t(1) << 30) - (uint64_t(1) << 20);
/// Most bytes of linear memory looked at.
constexpr uint64_t mostScanned = uint64_t(1) << 34;
/// Linear memory is looked at in pieces of this size.
constexpr uint64_t piece = 65536;

constexpr uint8_t i32Type = 0x7f, i64Type = 0x7e, f32Type = 0x7d,
                  f64Type = 0x7c, vectorType = 0x7b;

/// Goes over the stretches of all memories that hold something.
class Runs {
public:
  bool next();
  uint64_t memory = 0;
  const uint8_t *begin = nullptr, *end = nullptr;
  bool isCut = false; ///< There may have been more.

private:
  uint64_t at = 0, scanned = 0, taken = 0;

  static bool isZero(const uint8_t *from, const uint8_t *to);
  void trim();
};

bool Runs::isZero(const uint8_t *from, const uint8_t *to) {
  // Memories begin at page boundaries, but may end anywhere.
  for (; from + sizeof(uint64_t) <= to; from += sizeof(uint64_t))
    if (*reinterpret_cast<const uint64_t *>(from))
      return false;
  for (; from < to; ++from)
    if (*from)
      return false;
  return true;
}

void Runs::trim() {
  while (!*begin)
    ++begin;
  while (!end[-1])
    --end;
}

bool Runs::next() {
  begin = end = nullptr;
  for (; memory < wasm_memory_count; ++memory, at = 0) {
    const MemoryInstance &instance = wasm_memories[memory];
    while (at < instance.bytes) {
      uint64_t left = instance.bytes - at;
      uint64_t length = left < piece ? left : piece;
      if (scanned == mostScanned || taken + length > mostDumped) {
        isCut = true;
        at = instance.bytes;
        break;
      }
      const uint8_t *from = instance.base + at;
      at += length;
      scanned += length;
      if (!isZero(from, from + length)) {
        taken += length;
        begin = begin ? begin : from;
        end = from + length;
      } else if (begin) {
        break;
      }
    }
    if (begin) {
      trim();
      return true;
    }
  }
  return false;
}

void segmentHead(Sink &out, const Runs &run) {
  out.byte(run.memory ? 2 : 0);
  if (run.memory)
    out.unsignedLeb(run.memory);
  auto offset = uint64_t(run.begin - wasm_memories[run.memory].base);
  if (wasm_memory_plans[run.memory].is64) {
    out.byte(0x42);
    out.signedLeb(int64_t(offset));
  } else {
    out.byte(0x41);
    out.signedLeb(int32_t(uint32_t(offset)));
  }
  out.byte(0x0b);
  out.unsignedLeb(uint64_t(run.end - run.begin));
}

} // namespace

void dumpMemories(Sink &out) {
  constexpr uint8_t is64 = 4, hasPageSize = 8;
  out.unsignedLeb(wasm_memory_count);
  for (uint64_t i = 0; i < wasm_memory_count; ++i) {
    const MemoryPlan &plan = wasm_memory_plans[i];
    bool isCustom = plan.pageShift != 16;
    out.byte(uint8_t((plan.is64 ? is64 : 0) | (isCustom ? hasPageSize : 0)));
    out.unsignedLeb(wasm_memories[i].bytes >> plan.pageShift);
    if (isCustom)
      out.unsignedLeb(plan.pageShift);
  }
}

void dumpGlobals(Sink &out) {
  out.unsignedLeb(wasm_globals.count);
  auto *entry = reinterpret_cast<const GlobalEntry *>(&wasm_globals + 1);
  for (uint64_t i = 0; i < wasm_globals.count; ++i, ++entry) {
    const uint8_t *at =
        reinterpret_cast<const uint8_t *>(&entry->value) + entry->value;
    auto type = uint8_t(entry->type);
    uint64_t value = 0;
    bool isShort = type == i32Type || type == f32Type;
    __builtin_memcpy(&value, at, isShort ? 4 : 8);
    out.byte(type);
    out.byte(0); // Immutable.
    switch (type) {
    case i32Type:
      out.byte(0x41);
      out.signedLeb(int32_t(value));
      break;
    case i64Type:
      out.byte(0x42);
      out.signedLeb(int64_t(value));
      break;
    case f32Type:
    case f64Type:
      out.byte(type == f32Type ? 0x43 : 0x44);
      out.bytes(at, isShort ? 4 : 8);
      break;
    case vectorType:
      out.byte(0xfd);
      out.byte(12);
      out.bytes(at, 16);
      break;
    default: // References point to nothing that the dump has.
      out.byte(0xd0);
      out.byte(type);
    }
    out.byte(0x0b);
  }
}

bool dumpData(Sink &out) {
  Sink size;
  uint64_t count = 0;
  for (Runs runs; runs.next(); ++count) {
    segmentHead(size, runs);
    size.count += uint64_t(runs.end - runs.begin);
  }
  Sink countSize;
  countSize.unsignedLeb(count);
  out.byte(11);
  out.unsignedLeb(countSize.count + size.count);
  out.unsignedLeb(count);
  Runs runs;
  while (runs.next()) {
    segmentHead(out, runs);
    out.bytes(runs.begin, uint64_t(runs.end - runs.begin));
  }
  return !runs.isCut;
}

} // namespace wrt
