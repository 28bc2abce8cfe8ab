// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known where paths meet.

#include "compiler/check/State.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <numeric>

using namespace llvm;

namespace wasmc {

/// An interval that grew goes on to the next stop at once.
static Value widened(const Value &old, Value value,
                     const std::vector<int64_t> &stops) {
  if (value.base != old.base || value.isExact())
    return value;
  if (value.high > old.high)
    value.high = *std::lower_bound(stops.begin(), stops.end(), value.high);
  if (value.low < old.low) {
    // The stride counts from the low end, so that moves by whole strides.
    int64_t stop =
        *std::prev(std::upper_bound(stops.begin(), stops.end(), value.low));
    uint64_t room = uint64_t(value.low) - uint64_t(stop);
    if (value.stride > 1)
      room -= room % value.stride;
    value.low = int64_t(uint64_t(value.low) - room);
  }
  bool grew = value.low32 < old.low32 || value.high32 > old.high32;
  if (value.is32()) {
    value.low32 = uint32_t(value.low);
    value.high32 = uint32_t(value.high);
  } else if (value.isNumber() && grew) {
    value.low32 = 0;
    value.high32 = ~uint32_t(0);
  }
  if (value.spread > old.spread) {
    value.symbol = 0;
    value.scale = 1;
    value.offset = value.spread = 0;
  }
  value.clamp(value.low, value.high);
  return value;
}

/// Names for what differs where a block begins.
static Symbol registerSymbol(uint64_t block, size_t index) {
  return (block << 8 | index) << 2 | 2;
}
static Symbol slotSymbol(uint64_t block, const Slot &slot) {
  constexpr int64_t most = 1 << 15;
  if (slot.offset < -most || slot.offset >= most)
    return 0;
  uint64_t index =
      uint64_t(slot.offset + most) << 1 | (slot.base == Value::Frame ? 1 : 0);
  return ((block & 0xffffffffff) << 17 | index) << 2 | 3;
}

void State::mergeViews(const State &other) {
  erase_if(views, [&](View &view) {
    for (const View &same : other.views)
      if (same.name == view.name) {
        view.low = std::min(view.low, same.low);
        view.high = std::max(view.high, same.high);
        return false;
      }
    return true;
  });
}

void State::mergeGaps(const State &other, bool widen) {
  erase_if(gaps, [&](Gap &gap) {
    for (const Gap &same : other.gaps)
      if (same.n == gap.n && same.counter == gap.counter &&
          same.scale == gap.scale) {
        uint64_t apart = uint64_t(std::max(gap.low, same.low)) -
                         uint64_t(std::min(gap.low, same.low));
        if (widen && same.low < gap.low)
          return true; // No end is in sight.
        gap.low = std::min(gap.low, same.low);
        gap.stride = std::gcd(std::gcd(gap.stride, same.stride), apart);
        return false;
      }
    return true;
  });
}

bool State::merge(const State &other, uint64_t block,
                  const std::vector<int64_t> *stops, TargetSets &sets) {
  State old = *this;
  std::vector<View> bytes; // Of registers of which little else is known.
  for (size_t i = 0; i < registers.size(); ++i) {
    Symbol fresh = registerSymbol(block, i);
    const Value &a = registers[i], &b = other.registers[i];
    if (a.base == Value::Targets && b.base == Value::Targets) {
      registers[i].anchor = sets.unite(a.anchor, b.anchor);
      continue;
    }
    Value joined = join(a, b, fresh);
    registers[i] = stops ? widened(old.registers[i], joined, *stops) : joined;
    Operand byte = Operand::of(Register(i), 8);
    Value here = old.get(byte), there = other.get(byte);
    View view = {viewOf(registers[i].symbol32, 8),
                 std::min(here.low, there.low),
                 std::max(here.high, there.high)};
    bool isKnown = view.low > 0 || view.high < 255;
    if (isKnown && view.name && !registers[i].isIn(0, 255))
      bytes.push_back(view);
  }
  std::vector<Slot> kept;
  for (const Slot &slot : slots) {
    const Slot *same = other.findSlot(slot.base, slot.offset);
    if (!same || same->bytes != slot.bytes)
      continue;
    Slot joined = slot;
    joined.value = join(slot.value, same->value, slotSymbol(block, slot));
    if (stops)
      joined.value = widened(slot.value, joined.value, *stops);
    kept.push_back(std::move(joined));
  }
  slots = std::move(kept);
  if (!(flags == other.flags))
    flags = Flags();
  erase_if(facts,
           [&](const Fact &fact) { return !is_contained(other.facts, fact); });
  erase_if(choices, [&](const Choice &choice) {
    return !is_contained(other.choices, choice);
  });
  erase_if(wraps,
           [&](const Wrap &wrap) { return !is_contained(other.wraps, wrap); });
  mergeViews(other);
  for (const View &view : bytes) {
    erase_if(views, [&](const View &same) { return same.name == view.name; });
    views.push_back(view);
  }
  sort(views, [](const View &a, const View &b) { return a.name < b.name; });
  mergeGaps(other, stops != nullptr);
  touched = std::max(touched, other.touched);
  return !(*this == old);
}

} // namespace wasmc
