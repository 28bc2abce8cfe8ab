// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops. An interval that grows by a constant each time round has no end by
// itself: what ends it is a test of another variable, that goes up or down at
// the same time. So what changes by a constant is written as a multiple of the
// number of rounds, one name for all of a loop; a test of one then narrows all.
//
// Which places change so is learnt in a round of the whole function and used in
// the next. It is a guess that need not be right: at the loop's start, either
// all counted places are what they were one time round ago plus their steps,
// and the count is one more; or it is taken that the loop is entered anew, with
// all places what they are and the count 0.

#include "compiler/check/FunctionCheck.h"
#include "wrt/abi.h"
#include <numeric>

using namespace llvm;

namespace wasmc {

Value *FunctionCheck::valueAt(State &state, Place place) {
  return const_cast<Value *>(valueAt(std::as_const(state), place));
}

const Value *FunctionCheck::valueAt(const State &state, Place place) {
  if (place.first == Value::Number)
    return &state.registers[size_t(place.second)];
  const Slot *slot = state.findSlot(Value::Base(place.first), place.second);
  return slot ? &slot->value : nullptr;
}

void FunctionCheck::learnStep(uint64_t head, Place place, int64_t step) {
  auto [known, isNew] = steps[head].try_emplace(place, step);
  if (!isNew && known->second == step)
    return;
  known->second = step;
  hasLearnt = true;
}

/// Whether the one block leads to the other, as far as is known.
bool FunctionCheck::leadsTo(uint64_t block, uint64_t other) const {
  std::set<uint64_t> seen = {block};
  std::vector<uint64_t> rest = {block};
  while (!rest.empty()) {
    uint64_t next = rest.back();
    rest.pop_back();
    if (next == other)
      return true;
    auto found = successors.find(next);
    if (found == successors.end())
      continue;
    for (uint64_t each : found->second)
      if (seen.insert(each).second)
        rest.push_back(each);
  }
  return false;
}

/// Whether it may be a multiple of a loop's count, plus a constant.
static bool isCountable(const Value &value) {
  return value.isNumber() || value.base == Value::Image;
}

/// `isFirst`: the block was never reached again before.
void FunctionCheck::learnSteps(uint64_t head, const State &in,
                               const State &back, bool isFirst) {
  auto learn = [&](Place place, const Value &before, const Value &after) {
    int64_t step;
    if (!isCountable(before) || before.base != after.base)
      return;
    // What was counted one round ago, and goes the same way one round behind.
    bool isBehind = after.symbol == counterOf(head) &&
                    before.symbol != after.symbol && after.spread == 0;
    if (isBehind)
      return learnStep(head, place, after.scale);
    // The first time round: not yet joined with anything.
    bool isConstant = before.isExact() && after.isExact() &&
                      before.low != after.low && isFirst;
    if (isConstant && leadsTo(head, walking) &&
        !SubOverflow(after.low, before.low, step)) {
      backEdges[head].insert(current);
      auto known = steps.find(head);
      if (known == steps.end() || !known->second.contains(place))
        learnStep(head, place, step);
      return;
    }
    if (!before.symbol || before.symbol != after.symbol ||
        before.scale != after.scale || before.spread != after.spread ||
        before.offset == after.offset || before.symbol == counterOf(head) ||
        SubOverflow(after.offset, before.offset, step))
      return;
    // Once it changed by another number, it is no step.
    bool isFirstEdge = backEdges[head].insert(current).second;
    auto known = steps[head].find(place);
    bool isOther = known != steps[head].end() && known->second != step;
    learnStep(head, place, isOther && !isFirstEdge ? 0 : step);
  };
  for (size_t i = 0; i < in.registers.size(); ++i)
    learn({Value::Number, int64_t(i)}, in.registers[i], back.registers[i]);
  for (const Slot &slot : in.slots)
    if (const Slot *same = back.findSlot(slot.base, slot.offset))
      learn({slot.base, slot.offset}, slot.value, same->value);
}

/// A name for what a place is more than its multiple of a loop's count.
static Symbol nameOf(uint64_t head, std::pair<uint8_t, int64_t> place) {
  return place.first == Value::Number
             ? counterOf(head) - (uint64_t(255 - place.second) << 2)
             : 0;
}

/// Writes the counted places of a state that flows to the loop's start as
/// multiples of the count. `in`: what is known there already, if anything.
void FunctionCheck::countLoop(uint64_t head, const State *in,
                              State &state) const {
  Symbol counter = counterOf(head);
  const Steps &places = steps.at(head);
  bool isNext = in != nullptr, isAny = false;
  for (auto [place, step] : places) {
    const Value *known = in ? valueAt(*in, place) : nullptr;
    if (!known || known->symbol != counter)
      continue;
    const Value *value = valueAt(std::as_const(state), place);
    isAny = true;
    if (!value || value->symbol != counter || value->scale != known->scale ||
        value->base != known->base)
      isNext = false;
  }
  // A wrong guess of one place does not spoil the others.
  auto back = backEdges.find(head);
  if (in && back != backEdges.end() && back->second.contains(current))
    isNext = true;
  isNext &= isAny;
  state.flags = Flags();
  state.predicates.clear();
  // Gaps shrink by a step, or begin anew.
  erase_if(state.gaps, [&](Gap &gap) {
    return gap.counter == counter &&
           (!isNext || SubOverflow(gap.low, gap.scale, gap.low));
  });
  erase_if(state.choices,
           [&](const Choice &choice) { return choice.result == counter; });
  erase_if(state.wraps, [&](const Wrap &wrap) {
    return wrap.result == counter || wrap.from.symbol == counter;
  });
  erase_if(state.bounds,
           [&](const Bound &bound) { return bound.symbol == counter; });
  erase_if(state.facts,
           [&](const Fact &fact) { return fact.symbol == counter; });
  state.eachValue([&](Value &value) {
    if (value.symbol32 == counter || value.symbol32 == zeroExtended(counter))
      value.symbol32 = 0;
    if (value.symbol != counter)
      return;
    // The count was one less when this was computed.
    if (!isNext || !isCountable(value) ||
        SubOverflow(value.offset, value.scale, value.offset))
      value = value.unnamed();
  });
  if (isNext)
    return;
  for (auto [place, step] : places) {
    Value *value = valueAt(state, place);
    int64_t spread;
    if (!step || !value || !isCountable(*value) ||
        SubOverflow(value->high, value->low, spread))
      continue;
    value->symbol = counter;
    value->symbol32 = 0;
    value->scale = step;
    value->offset = value->low;
    value->spread = spread;
    value->apart = spread ? nameOf(head, place) : 0;
  }
  enterGaps(head, state);
}

/// A loop often ends where a count is equal to something, which an interval
/// cannot express before that is known to be ahead.
void FunctionCheck::learnEnd(const Value &a, const Value &b) {
  auto learn = [&](const Value &count, const Value &end) {
    if (!count.isNumber() || !end.isNumber() || !isCounter(count.symbol))
      return;
    std::set<End> &known = ends[count.symbol >> 10];
    if (end.symbol && !isCounter(end.symbol) && count.scale > 0)
      hasLearnt |= known.insert({end.symbol, end.scale, count.scale, 0}).second;
    if (!end.isConstant() || count.spread || count.scale == Value::least)
      return;
    // At a constant, from there down to it or up.
    bool isDown = count.scale < 0;
    int64_t last;
    if (isDown ? SubOverflow(count.offset, end.low, last)
               : SubOverflow(end.low, count.offset, last))
      return;
    int64_t scale = isDown ? -count.scale : count.scale;
    if (scale > 0 && last >= 0 && last % scale == 0)
      hasLearnt |= known.insert({0, 1, scale, last}).second;
  };
  learn(a, b);
  learn(b, a);
}

/// What a flag or a branch compares with zero, or with another.
void FunctionCheck::learnEnd(const Action &action, const State &state) {
  if (action.bits < 32 || action.a.kind != Operand::Reg)
    return;
  bool isCompare = action.effect == Effect::Compare;
  Value zero = Value::constant(0);
  learnEnd(state.registers[action.a.reg], !isCompare ? zero
                                          : action.b.kind == Operand::Reg
                                              ? state.registers[action.b.reg]
                                              : state.get(action.b));
}

/// What is ahead when a loop is entered.
void FunctionCheck::enterGaps(uint64_t head, State &state) const {
  auto known = ends.find(head);
  if (known == ends.end())
    return;
  for (auto [end, factor, scale, last] : known->second) {
    std::optional<Value> n = state.valueOf(end, factor);
    int64_t low;
    if (!n || SubOverflow(n->low, last, low))
      continue;
    state.gaps.push_back({end, counterOf(head), factor, scale, low,
                          std::gcd(n->stride, uint64_t(scale)), last});
  }
}

/// Where intervals at this loop's start may come to rest: about what its code
/// compares with, and some limits that matter.
const std::vector<int64_t> *FunctionCheck::stopsFor(uint64_t head,
                                                    unsigned changes) {
  constexpr auto reach = int64_t(wrt::memoryReach);
  stops = {Value::least,
           -reach / 2,
           -0x80000000ll,
           -0x10000,
           -1,
           0,
           1,
           2,
           4,
           8,
           16,
           0xffff,
           0x7fffffff,
           Value::most32,
           reach / 2,
           Value::most};
  // The loop's code is about here.
  constexpr uint64_t around = 2048;
  auto at = limits.lower_bound(std::max(head, around) - around);
  auto end = limits.upper_bound(std::max(current, head + around));
  constexpr unsigned mostTries = 24;
  if (round > 0 && changes < mostTries)
    for (; at != end; ++at)
      for (int64_t near : {-1, 0, 1}) {
        int64_t stop;
        if (!AddOverflow(at->second, near, stop))
          stops.push_back(stop);
      }
  sort(stops);
  return &stops;
}

} // namespace wasmc
