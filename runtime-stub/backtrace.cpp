// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The stack is not trusted: a trap may have any cause. Values are read only
// from the program's call stack, and the number of frames is bounded.

#include "runtime-stub/backtrace.h"

#include "runtime-stub/module.h"
#include "runtime-stub/start.h"
#include "runtime-stub/unwind.h"

namespace wrt {
namespace {

constexpr uint64_t shownFrames = 32;
constexpr uint64_t mostFrames = 1 << 20;
constexpr size_t longestName = 256;

static_assert(Registers::stackPointer == UnwindColumns::stackPointer &&
              Registers::returnAddress == UnwindColumns::returnAddress &&
              Registers::count <= UnwindColumns::count);

bool readStack(uint64_t address, uint64_t &value) {
  if (address < process.stackLow || address > process.stackHigh - 8 ||
      address % 8)
    return false;
  value = *reinterpret_cast<const uint64_t *>(address);
  return true;
}

/// Turns the state within a function into that of its caller. `row` must be the
/// row for r.pc. False at the outermost frame.
bool applyRow(const UnwindRow &row, Registers &r) {
  if (row.cfaRegister >= Registers::count)
    return false;
  uint64_t cfa = r.values[row.cfaRegister] + uint64_t(row.cfaOffset);
  if (cfa < r.values[Registers::stackPointer])
    return false;
  Registers caller = r;
  caller.values[Registers::stackPointer] = cfa;
  for (uint32_t i = 0; i < Registers::count; ++i) {
    const Rule &rule = row.rules[i];
    uint64_t place = cfa + uint64_t(int64_t(rule.value));
    switch (rule.where) {
    case Where::Unchanged:
      break;
    case Where::Undefined:
      caller.values[i] = 0;
      break;
    case Where::InFrame:
      if (!readStack(place, caller.values[i]))
        return false;
      break;
    case Where::IsFrame:
      caller.values[i] = place;
      break;
    case Where::InRegister:
      if (uint32_t(rule.value) >= Registers::count)
        return false;
      caller.values[i] = r.values[rule.value];
      break;
    }
  }
  caller.pc = caller.values[Registers::returnAddress];
  r = caller;
  return true;
}

bool unwind(Registers &r, uint64_t lookup) {
  UnwindEntry entry;
  UnwindRow row;
  return entry.find(lookup) && entry.row(lookup, row) && applyRow(row, r);
}

const FunctionEntry *findFunction(uint64_t pc, uint64_t &offset) {
  auto *entry = reinterpret_cast<const FunctionEntry *>(&wasm_functions + 1);
  for (uint64_t i = 0; i < wasm_functions.count; ++i, ++entry) {
    auto here = reinterpret_cast<uint64_t>(&entry->code);
    offset = pc - (here + uint64_t(int64_t(entry->code)));
    if (offset < entry->size)
      return entry;
  }
  return nullptr;
}

void writeFrame(Message &message, const FunctionEntry &entry, uint64_t offset) {
  auto *name = reinterpret_cast<const char *>(&entry.name) + entry.name;
  message.text("    at ");
  if (*name)
    message.foreign(name, longestName);
  else
    message.text("func ").number(entry.index);
  message.text(" (func ").number(entry.index).text(") +").hex(offset);
  message.text("\n");
}

} // namespace

bool isCompiledCode(uint64_t pc) {
  uint64_t offset;
  return UnwindEntry().find(pc) || findFunction(pc, offset);
}

const FunctionEntry *FrameWalk::function(uint64_t &offset) const {
  return findFunction(lookup, offset);
}

bool FrameWalk::toCaller() {
  if (!unwind(registers, lookup))
    return false;
  lookup = registers.pc - 1;
  return true;
}

void writeBacktrace(Message &message, const Registers &at) {
  FrameWalk walk(at);
  uint64_t frames = 0;
  do {
    if (frames < shownFrames) {
      uint64_t offset;
      if (const FunctionEntry *entry = walk.function(offset)) {
        writeFrame(message, *entry, offset);
        ++frames;
      }
    } else {
      ++frames;
    }
  } while (walk.toCaller() && frames < mostFrames);
  if (frames > shownFrames)
    message.text("    ... and ").number(frames - shownFrames).text(" more\n");
  message.write();
}

} // namespace wrt
