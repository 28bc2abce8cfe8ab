// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Comparisons whose result is kept in a register and tested only later, as the
// compiler does with two that end in the same way.

#include "compiler/check/FunctionCheck.h"
#include <utility>

using namespace llvm;

namespace wasmc {

/// After a selection between 1 and 0; `before`: what was known in front of it.
void FunctionCheck::notePredicate(const Action &action, const State &before,
                                  State &state) {
  Value yes = before.get(action.a), no = before.get(action.b);
  bool isOne = yes.isConstant() && yes.low == 1;
  const Value &other = isOne ? no : yes;
  if (!(isOne || (no.isConstant() && no.low == 1)) || !other.isConstant() ||
      other.low != 0 || action.isHigh || action.condition == Condition::Other ||
      before.flags.kind == Flags::None)
    return;
  Value result = state.get(Operand::of(action.to, action.bits));
  if (result.symbol && result.scale == 1 && result.offset == 0)
    state.addPredicate({result.symbol, before.flags,
                        isOne ? action.condition : inverse(action.condition)});
}

void State::addPredicate(const Predicate &predicate) {
  constexpr size_t most = 4;
  if (predicates.size() == most)
    predicates.erase(predicates.begin());
  predicates.push_back(predicate);
}

/// Given whether a value is zero.
bool State::assumePredicates(const Value &value, bool isZero) {
  if (!value.symbol || value.scale != 1 || value.offset != 0 ||
      value.spread != 0)
    return true;
  // None is asked for while another is.
  std::vector<Predicate> all = std::exchange(predicates, {});
  Flags last = std::move(flags);
  bool isPossible = true;
  for (const Predicate &predicate : all) {
    if (predicate.name != value.symbol || !isPossible)
      continue;
    flags = predicate.flags;
    isPossible =
        assume(isZero ? inverse(predicate.condition) : predicate.condition);
  }
  flags = std::move(last);
  predicates = std::move(all);
  return isPossible;
}

} // namespace wasmc
