// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a throw to the landing pad that handles it, in one walk: every landing
// pad wants every exception, looks at the tag itself and resumes the walk if it
// is none of its own. So no search goes ahead of the walk, and nothing is
// changed before a landing pad is found.
//
// What the tables say of a call does not change, so it is kept: a program that
// throws often throws through the same calls.

#include "runtime-stub/exceptions.h"
#include "runtime-stub/unwind.h"

namespace wrt {
namespace {

/// From within a call to its function's caller, or to its landing pad.
struct Step {
  uint64_t pc;      ///< Where the call returns to.
  uint64_t landing; ///< 0: none.
  uint64_t argumentBytes;
  int64_t cfaOffset;
  int32_t returnOffset; ///< From the CFA, as those of `saved`.
  uint8_t cfaIndex;     ///< ThrowState::kept stands for the stack pointer.
  uint8_t savedCount;
  struct {
    int32_t offset;
    uint8_t index;
  } saved[ThrowState::kept];
};

constexpr uint64_t keptSteps = 256;
Step steps[keptSteps];

/// The landing pad of the call that ends before `pc`, by the language-specific
/// data in the form GCC and LLVM give it: ranges of code, ascending.
uint64_t findLanding(const UnwindEntry &entry, uint64_t pc) {
  constexpr uint8_t omitted = 0xff, uleb = 0x01;
  Cursor c{entry.lsda};
  uint8_t startEncoding = c.fixed<uint8_t>();
  if (c.fixed<uint8_t>() != omitted)
    c.uleb(); // The table of types, which is empty.
  if (startEncoding != omitted || c.fixed<uint8_t>() != uleb)
    return 0;
  uint64_t length = c.uleb();
  const uint8_t *end = c.at + length;
  uint64_t offset = pc - 1 - entry.start;
  while (c.at < end) {
    uint64_t start = c.uleb();
    uint64_t size = c.uleb();
    uint64_t landing = c.uleb();
    c.uleb(); // The action: there is one only.
    if (offset < start)
      return 0;
    if (offset - start < size)
      return landing ? entry.start + landing : 0;
  }
  return 0;
}

/// Fills in a step from the tables; false at the end of compiled code.
bool readStep(uint64_t pc, Step &step) {
  UnwindEntry entry;
  UnwindRow row;
  if (!entry.find(pc - 1) || !entry.row(pc - 1, row))
    return false;
  step = {};
  step.landing = entry.lsda ? findLanding(entry, pc) : 0;
  step.argumentBytes = row.argumentBytes;
  step.cfaOffset = row.cfaOffset;
  bool isFound = row.cfaRegister == UnwindColumns::stackPointer;
  step.cfaIndex = ThrowState::kept;
  for (uint8_t i = 0; i < ThrowState::kept; ++i) {
    uint32_t column = ThrowState::columnOf(i);
    if (row.cfaRegister == column) {
      step.cfaIndex = i;
      isFound = true;
    }
    const Rule &rule = row.rules[column];
    if (rule.where == Where::InFrame)
      step.saved[step.savedCount++] = {rule.value, i};
    else if (rule.where != Where::Unchanged)
      return false;
  }
  const Rule &result = row.rules[UnwindColumns::returnAddress];
  step.returnOffset = result.value;
  if (!isFound || result.where != Where::InFrame)
    return false;
  step.pc = pc;
  return true;
}

const Step *findStep(uint64_t pc) {
  Step &step = steps[(pc ^ pc >> 8) % keptSteps];
  if (step.pc == pc || readStep(pc, step))
    return &step;
  step.pc = 0;
  return nullptr;
}

uint64_t word(uint64_t address) {
  return *reinterpret_cast<const uint64_t *>(address);
}

void goToCaller(const Step &step, ThrowState &at) {
  uint64_t base =
      step.cfaIndex < ThrowState::kept ? at.values[step.cfaIndex] : at.sp;
  uint64_t cfa = base + uint64_t(step.cfaOffset);
  for (uint32_t i = 0; i < step.savedCount; ++i)
    at.values[step.saved[i].index] =
        word(cfa + uint64_t(int64_t(step.saved[i].offset)));
  at.pc = word(cfa + uint64_t(int64_t(step.returnOffset)));
  at.sp = cfa;
}

struct Landing {
  Exception *exception;
  uint64_t tag;
};

} // namespace

/// Called by wrt_throw, which takes `at` to be where to go on.
extern "C" Landing wrtUnwind(Exception *exception, ThrowState *at) {
  ThrowState here = *at;
  for (;;) {
    const Step *step = findStep(here.pc);
    if (!step)
      reportUncaught(*exception, *at);
    if (step->landing) {
      here.pc = step->landing;
      here.sp += step->argumentBytes;
      *at = here;
      return {exception, exception->tag};
    }
    goToCaller(*step, here);
  }
}

} // namespace wrt
