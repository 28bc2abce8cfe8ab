// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memories whose accesses the code checks by itself: an address is safe if what
// was compared with the memory's size says so. A size only grows and a memory
// stays where it is, so that what was below its end remains so.

#include "compiler/check/FunctionCheck.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace wasmc {

/// What no memory is larger than: an address space.
static constexpr int64_t mostSize = int64_t(1) << 47;

void State::addBound(const Bound &bound) {
  constexpr size_t most = 8;
  if (is_contained(bounds, bound))
    return;
  if (!bound.symbol)
    for (Bound &known : bounds)
      if (!known.symbol && known.memory == bound.memory) {
        known.offset = std::max(known.offset, bound.offset);
        return;
      }
  if (bounds.size() == most)
    bounds.erase(bounds.begin());
  bounds.push_back(bound);
}

/// What a memory's size is at least, given that it is no less than `least`.
int64_t State::leastSize(uint8_t memory, int64_t least) const {
  for (const Bound &bound : bounds)
    if (!bound.symbol && bound.memory == memory)
      least = std::max(least, bound.offset);
  return least;
}

/// That the number is below the size, or equal to it. Both are compared without
/// sign. Returns false if it cannot be.
bool State::boundBySize(const Value &number, const Value &size, bool isBelow) {
  // Less than nothing would be very much.
  int64_t least = leastSize(size.tag, int64_t(size.anchor));
  bool isSize = size.low >= -least && size.high <= mostSize;
  if (!isSize || !number.isNumber())
    return true;
  int64_t room = mostSize + size.high - isBelow, offset;
  if (!SubOverflow(number.low, size.high - isBelow, offset) && offset > least)
    addBound({size.tag, 0, 0, offset});
  if (number.symbol && !number.spread &&
      !SubOverflow(number.offset, size.high - isBelow, offset))
    addBound({size.tag, number.symbol, number.scale, offset});
  return narrow(number, 0, room);
}

bool State::compareWithSize(const Value &a, const Value &b,
                            Condition condition) {
  bool isFirst = b.base == Value::Size;
  const Value &number = isFirst ? a : b, &size = isFirst ? b : a;
  switch (condition) {
  case Condition::Below:
  case Condition::BelowEqual:
    return !isFirst || boundBySize(number, size, condition == Condition::Below);
  case Condition::Above:
  case Condition::AboveEqual:
    return isFirst || boundBySize(number, size, condition == Condition::Above);
  case Condition::Equal:
    return boundBySize(number, size, false);
  case Condition::NotEqual: {
    // It is more than the least that it could be.
    int64_t least = leastSize(size.tag, int64_t(size.anchor));
    if (size.is(Value::Size, 0, size.tag) && number.isConstant() &&
        number.low == least)
      addBound({size.tag, 0, 0, least + 1});
    return true;
  }
  default:
    return true;
  }
}

/// A size in whole pages, or rounded down to them, is no more than the size.
void State::noteRounded(const Action &action, const Value &a, const Value &b) {
  bool isSwapped = action.effect == Effect::And && b.base == Value::Size;
  const Value &size = isSwapped ? b : a, &by = isSwapped ? a : b;
  const Value &result = registers[action.to];
  if (size.base != Value::Size || !size.isExact() || size.low != 0 ||
      !by.isConstant() || action.bits != 64 || !result.symbol ||
      !result.isNumber() || !result.isNamed())
    return;
  Symbol symbol = result.symbol;
  constexpr int64_t mostShift = 16;
  bool isShift =
      action.effect == Effect::ShiftRight && by.low >= 0 && by.low <= mostShift;
  bool isMask = action.effect == Effect::And && by.low < 0;
  if (!isShift && !isMask)
    return;
  int64_t scale = isShift ? int64_t(1) << by.low : 1;
  addBound({size.tag, symbol, scale, 0});
  Value whole = result;
  narrow(whole, 0, mostSize / scale);
}

/// What is known of a memory's size stays so if what it was compared with is
/// overwritten.
void State::learnSizes() {
  for (const Bound &bound : std::vector<Bound>(bounds)) {
    std::optional<Value> known;
    if (bound.symbol && bound.scale > 0)
      known = valueOf(bound.symbol, 1);
    int64_t least;
    if (known && !MulOverflow(known->low, bound.scale, least) &&
        !AddOverflow(least, bound.offset, least) && least > 0)
      addBound({bound.memory, 0, 0, least});
  }
}

bool State::isWithin(const Value &address, int64_t bytes,
                     int64_t leastSize) const {
  int64_t end, last;
  if (address.low < 0 || bytes < 0 || AddOverflow(address.high, bytes, end))
    return false;
  if (end <= leastSize)
    return true;
  return any_of(bounds, [&](const Bound &bound) {
    if (bound.memory != address.tag)
      return false;
    if (!bound.symbol)
      return end <= bound.offset;
    // So far from what was compared.
    return address.symbol == bound.symbol && address.scale == bound.scale &&
           !AddOverflow(address.offset, address.spread, last) &&
           !AddOverflow(last, bytes, last) && last <= bound.offset;
  });
}

bool FunctionCheck::isChecked(const State &state, const Value &address,
                              int64_t bytes) const {
  if (address.base != Value::Memory)
    return false;
  const wrt::MemoryPlan &plan = program.plansRead[address.tag];
  return plan.isChecked && plan.initialBytes <= uint64_t(mostSize) &&
         state.isWithin(address, bytes, int64_t(plan.initialBytes));
}

} // namespace wasmc
