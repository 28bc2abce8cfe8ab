// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is selected by a comparison, and comparisons whose result is kept in a
// register and tested only later, as the compiler does with two that end in the
// same way.

#include "compiler/check/FunctionCheck.h"
#include "llvm/ADT/STLExtras.h"
#include <utility>

using namespace llvm;

namespace wasmc {

Value FunctionCheck::select(const Action &action, const State &state) const {
  State yes = state, no = state;
  bool mayBe = yes.assume(action.condition);
  bool mayNot = no.assume(inverse(action.condition));
  if (!mayBe || !mayNot)
    return (mayBe ? yes : no).get(mayBe ? action.a : action.b);
  constexpr Symbol nobody = 1;
  Value joined = join(yes.get(action.a), no.get(action.b), nobody);
  if (joined.apart == nobody)
    joined.apart = 0;
  return joined.symbol == nobody || joined.symbol32 == nobody ? joined.unnamed()
                                                              : joined;
}

/// Where no half of a selection is overwritten by it, what is learnt of both
/// later tells of the result.
void FunctionCheck::noteChoice(const Action &action, const State &before,
                               State &state) const {
  const Value &result = state.registers[action.to];
  State yes = before, no = before;
  if (!yes.assume(action.condition) || !no.assume(inverse(action.condition)))
    return;
  state.addChoice(result, yes.get(action.a), no.get(action.b));
}

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
  if (result.isNamed())
    state.addPredicate({result.symbol, before.flags,
                        isOne ? action.condition : inverse(action.condition)});
}

/// Where two such results are joined: both are 0 if neither holds, both are 1
/// if each does.
void FunctionCheck::noteJoined(const Action &action, const Value &a,
                               const Value &b, State &state) {
  bool isOr = action.effect == Effect::Or, isAnd = action.effect == Effect::And;
  if ((!isOr && !isAnd) || action.isHigh || state.predicates.empty())
    return;
  Value result = state.get(Operand::of(action.to, action.bits));
  if (!result.isNamed())
    return;
  // A result and 1, or a result or 0, is that result.
  bool keepsA = b.isConstant() && b.low == (isAnd ? 1 : 0);
  if (!state.isPredicate(a) || !(keepsA || state.isPredicate(b)))
    return;
  for (Predicate known : std::vector<Predicate>(state.predicates)) {
    if (known.name != a.symbol && (keepsA || known.name != b.symbol))
      continue;
    known.name = result.symbol;
    known.tellsIfOne &= isAnd || keepsA;
    known.tellsIfZero &= isOr || keepsA;
    if (known.tellsIfOne || known.tellsIfZero)
      state.addPredicate(known);
  }
}

void State::addPredicate(const Predicate &predicate) {
  constexpr size_t most = 8;
  if (predicates.size() == most)
    predicates.erase(predicates.begin());
  predicates.push_back(predicate);
}

/// Whether it is the result of a comparison, and so 1 or 0.
bool State::isPredicate(const Value &value) const {
  return value.isNamed() && any_of(predicates, [&](const Predicate &predicate) {
           return predicate.name == value.symbol;
         });
}

/// Given whether a value is zero.
bool State::assumePredicates(const Value &value, bool isZero) {
  if (!isPredicate(value))
    return true;
  // None is asked for while another is.
  std::vector<Predicate> all = std::exchange(predicates, {});
  Flags last = std::move(flags);
  bool isPossible = true;
  for (const Predicate &predicate : all) {
    bool tells = isZero ? predicate.tellsIfZero : predicate.tellsIfOne;
    if (predicate.name != value.symbol || !tells || !isPossible)
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
