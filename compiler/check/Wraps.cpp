// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sums that may wrap. A number that memory gave is compared with a range that
// does not begin at 0 by taking its start off first, and then nothing is known
// yet of the number. If the range is a power of two, and begins at a multiple
// of it, the low bits may be cleared instead.

#include "compiler/check/FunctionCheck.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace wasmc {

/// That the instruction adds a constant to a named value, or clears its low
/// bits, if it does.
std::optional<Wrap> FunctionCheck::wrapOf(const Action &action, Symbol fresh,
                                          const State &state) {
  Value from, constant;
  if (action.bits != 64)
    return std::nullopt;
  if (action.effect == Effect::Locate) {
    if (action.address.isInImage || action.address.base == noRegister ||
        action.address.index != noRegister)
      return std::nullopt;
    from = state.registers[action.address.base];
    constant = Value::constant(action.address.displacement);
  } else {
    from = state.get(action.a);
    constant = state.get(action.b);
    if (action.effect != Effect::Subtract && from.isConstant())
      std::swap(from, constant);
  }
  if (!constant.isConstant() || constant.low == Value::least ||
      !from.isNumber() || !from.symbol || isNameOf(from.symbol, fresh))
    return std::nullopt;
  from.symbol32 = 0;
  if (action.effect == Effect::And) {
    if (constant.low >= 0 || !isPowerOf2_64(-uint64_t(constant.low)))
      return std::nullopt;
    return Wrap{fresh, from, 0, -constant.low - 1};
  }
  bool isDifference = action.effect == Effect::Subtract;
  return Wrap{fresh, from, isDifference ? -constant.low : constant.low, 0};
}

void State::addWrap(const Wrap &wrap) {
  constexpr size_t most = 4;
  if (wraps.size() == most)
    wraps.erase(wraps.begin());
  wraps.push_back(wrap);
}

/// Where the interval of a sum that may wrap is moved back without wrapping,
/// the summand is from that one.
bool State::narrowSummand(const Wrap &wrap, int64_t low, int64_t high) {
  if (SubOverflow(low, wrap.offset, low) ||
      SubOverflow(high, wrap.offset, high) ||
      AddOverflow(high, wrap.cleared, high))
    return true;
  return narrow(wrap.from, low, high);
}

/// For a sum that was compared; it may be nowhere any more.
bool State::narrowSummands(const Value &sum, int64_t low, int64_t high) {
  if (!sum.isNamed())
    return true;
  return all_of(std::vector<Wrap>(wraps), [&](const Wrap &wrap) {
    return wrap.result != sum.symbol ||
           narrowSummand(wrap, std::max(low, sum.low),
                         std::min(high, sum.high));
  });
}

bool State::settleWraps() {
  for (size_t i = 0; i < wraps.size(); ++i) {
    std::optional<Value> sum = valueOf(wraps[i].result, 1);
    if (sum && !narrowSummand(wraps[i], sum->low, sum->high))
      return false;
  }
  return true;
}

} // namespace wasmc
