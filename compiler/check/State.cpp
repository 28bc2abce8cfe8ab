// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/check/State.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include <algorithm>
#include <numeric>

using namespace llvm;

namespace wasmc {

Value State::get(const Operand &operand) const {
  if (operand.kind == Operand::Imm)
    return Value::constant(operand.imm);
  if (operand.kind == Operand::None)
    return Value();
  const Value &value = registers[operand.reg];
  if (operand.isHigh)
    return Value::range(0, 255);
  Value result = value.extended(operand.bits, operand.isSigned);
  bool isView = operand.bits < 32 && !operand.isSigned && value.symbol32 &&
                value.isNumber() && !result.symbol && !result.isConstant();
  if (!isView)
    return result;
  result.symbol = result.symbol32 = viewOf(value.symbol32, operand.bits);
  for (const View &view : views)
    if (view.name == result.symbol && result.clamp(view.low, view.high))
      result.normalize();
  return result;
}

uint64_t TargetSets::number(Set set) {
  auto [known, isNew] = numbers.try_emplace(std::move(set), sets.size());
  if (isNew)
    sets.push_back(known->first);
  return known->second;
}

uint64_t TargetSets::unite(uint64_t a, uint64_t b) {
  Set both;
  std::ranges::set_union(sets[a], sets[b], std::back_inserter(both));
  return number(std::move(both));
}

void State::addChoice(const Value &result, const Value &a, const Value &b) {
  constexpr size_t most = 8;
  if (!result.symbol || !result.isNumber() || (!a.symbol && !b.symbol))
    return;
  if (choices.size() == most)
    choices.erase(choices.begin());
  choices.push_back({result.symbol, a, b});
}

std::optional<Value> State::valueOf(Symbol symbol, int64_t factor) const {
  if (!symbol)
    return Value::constant(0);
  auto isIt = [&](const Value &value) {
    return value.isNumber() && value.symbol == symbol &&
           value.scale == factor && value.spread == 0;
  };
  auto own = [](Value value) {
    return subtract(value, Value::constant(value.offset));
  };
  for (const Value &value : registers)
    if (isIt(value))
      return own(value);
  for (const Slot &slot : slots)
    if (isIt(slot.value))
      return own(slot.value);
  return std::nullopt;
}

bool State::applyGaps() {
  for (const Gap &gap : std::vector<Gap>(gaps)) {
    std::optional<Value> n = valueOf(gap.n, gap.factor);
    int64_t high;
    if (!n || SubOverflow(n->high, gap.low, high))
      continue;
    Value count;
    count.symbol = gap.counter;
    count.scale = gap.scale;
    if (!narrow(count, Value::least, high))
      return false;
  }
  return true;
}

/// Given that a and b differ, where one is so many rounds from the other.
bool State::narrowGaps(const Value &a, const Value &b) {
  int64_t scale = a.scale, first = a.offset, last = b.offset;
  bool isDown = a.scale < 0 && b.isConstant();
  if (isDown && (SubOverflow<int64_t>(0, scale, scale) ||
                 SubOverflow<int64_t>(0, first, first) ||
                 SubOverflow<int64_t>(0, last, last)))
    return true;
  for (Gap &gap : gaps) {
    bool isEnd = gap.n ? b.symbol == gap.n && b.scale == gap.factor
                       : b.isConstant() && !b.symbol;
    if (a.symbol != gap.counter || !isEnd || scale != gap.scale || a.spread ||
        b.spread || (isDown && gap.n))
      continue;
    int64_t apart, distance;
    if (SubOverflow(last, first, apart) ||
        AddOverflow(gap.low, apart, distance) || distance != 0 ||
        gap.stride == 0 || gap.stride > uint64_t(Value::most / 2) ||
        AddOverflow(gap.low, int64_t(gap.stride), gap.low))
      continue;
    return applyGaps();
  }
  return true;
}

/// Draws the conclusions for values that are one of two.
bool State::settle() {
  for (size_t i = 0; i < choices.size(); ++i) {
    const Choice &choice = choices[i];
    Value known;
    known.symbol = choice.result;
    int64_t low = std::min(choice.a.low, choice.b.low);
    int64_t high = std::max(choice.a.high, choice.b.high);
    if (!narrow(known, low, high))
      return false;
  }
  return settleWraps();
}

void State::eraseSlots(Value::Base base, int64_t begin, int64_t end) {
  erase_if(slots, [&](const Slot &slot) {
    return slot.base == base && slot.offset < end &&
           slot.offset + slot.bytes > begin;
  });
}

static bool isBefore(const Slot &slot, std::pair<Value::Base, int64_t> key) {
  return std::pair(slot.base, slot.offset) < key;
}

void State::setSlot(Value::Base base, int64_t offset, unsigned bytes,
                    const Value &value) {
  eraseSlots(base, offset, offset + int64_t(bytes));
  auto at = std::lower_bound(slots.begin(), slots.end(),
                             std::pair(base, offset), isBefore);
  slots.insert(at, {base, offset, uint8_t(bytes), value});
}

const Slot *State::findSlot(Value::Base base, int64_t offset) const {
  auto at = std::lower_bound(slots.begin(), slots.end(),
                             std::pair(base, offset), isBefore);
  if (at == slots.end() || at->base != base || at->offset != offset)
    return nullptr;
  return &*at;
}

void State::retire(Symbol symbol) {
  auto isIt = [&](Symbol other) { return isNameOf(other, symbol); };
  auto forget = [&](Value &value) {
    if (isIt(value.symbol)) {
      Symbol kept = value.symbol32;
      value = value.unnamed();
      value.symbol32 = kept;
    }
    if (isIt(value.symbol32))
      value.symbol32 = 0;
  };
  eachValue(forget);
  forget(flags.a);
  forget(flags.b);
  erase_if(choices, [&](const Choice &choice) { return isIt(choice.result); });
  erase_if(predicates,
           [&](const Predicate &predicate) { return isIt(predicate.name); });
  for (Predicate &predicate : predicates) {
    forget(predicate.flags.a);
    forget(predicate.flags.b);
  }
  erase_if(wraps, [&](const Wrap &wrap) {
    return isIt(wrap.result) || isIt(wrap.from.symbol);
  });
  erase_if(gaps,
           [&](const Gap &gap) { return isIt(gap.n) || isIt(gap.counter); });
  erase_if(views, [&](const View &view) {
    return view.name == viewOf(symbol, 8) || view.name == viewOf(symbol, 16);
  });
  erase_if(facts, [&](const Fact &fact) { return isIt(fact.symbol); });
  erase_if(bounds, [&](const Bound &bound) { return isIt(bound.symbol); });
}

namespace {

/// That the value `known` is from low to high, and so its name, by which others
/// may be known, too.
class Knowledge {
public:
  Knowledge(const Value &known, int64_t low, int64_t high);

  /// Whether it can be.
  bool isPossible() const { return low <= high && least <= most; }
  /// Takes it in. Returns false if nothing is left of the value.
  bool tell(Value &value) const;

private:
  using Wide = __int128;
  bool tellLow(Value &value) const;

  const Value &known;
  int64_t low, high;
  Wide least = 0, most = 0; ///< Of the name.
};

} // namespace

Knowledge::Knowledge(const Value &known, int64_t first, int64_t last)
    : known(known), low(std::max(first, known.low)),
      high(std::min(last, known.high)) {
  if (!known.symbol || !known.scale)
    return;
  Wide scale = known.scale;
  Wide from = Wide(low) - known.offset - known.spread;
  Wide to = Wide(high) - known.offset;
  if (scale < 0) {
    std::swap(from, to);
    from = -from;
    to = -to;
    scale = -scale;
  }
  // Rounded inwards; C++ rounds towards zero.
  least = from >= 0 ? (from + scale - 1) / scale : -(-from / scale);
  most = to >= 0 ? to / scale : -((-to + scale - 1) / scale);
}

/// The same for the low 32 bits.
bool Knowledge::tellLow(Value &value) const {
  Symbol low32 = known.is32() ? known.symbol32 : 0;
  bool sharesLow = value.isNumber() && value.symbol32 &&
                   ((low32 && value.symbol32 == low32) ||
                    (known.scale == 1 && known.offset == 0 && known.is32() &&
                     known.symbol == zeroExtended(value.symbol32)));
  if (!sharesLow || low < 0 || high > Value::most32)
    return true;
  value.low32 = std::max(value.low32, uint32_t(low));
  value.high32 = std::min(value.high32, uint32_t(high));
  bool isEmpty = value.low32 > value.high32 ||
                 (value.is32() && (value.low > int64_t(value.high32) ||
                                   value.high < int64_t(value.low32)));
  if (!isEmpty)
    value.normalize();
  return !isEmpty;
}

bool Knowledge::tell(Value &value) const {
  auto clamp = [](Wide number) {
    return int64_t(std::clamp<Wide>(number, Value::least, Value::most));
  };
  bool isLinear = value.isNumber() || value.base == Value::Image ||
                  value.base == Value::Memory;
  // If they differ by a constant, so do their bounds.
  bool isApart = known.spread || value.spread;
  if (known.symbol && isLinear && value.symbol == known.symbol &&
      value.scale == known.scale && isApart && known.apart &&
      value.apart == known.apart) {
    Wide distance = Wide(value.offset) - known.offset;
    if (!value.clamp(clamp(low + distance), clamp(high + distance)))
      return false;
    value.normalize();
  }
  if (known.symbol && isLinear && value.symbol == known.symbol) {
    Wide a = value.scale * least + value.offset;
    Wide b = value.scale * most + value.offset;
    if (!value.clamp(clamp(std::min(a, b)),
                     clamp(std::max(a, b) + value.spread)))
      return false;
    value.normalize();
  }
  return tellLow(value);
}

/// Intersects what is known of all values that depend on the same name, given
/// that `known` is in the interval. Returns false if that is impossible.
bool State::narrow(const Value &known, int64_t low, int64_t high) {
  // What is known may be one of those that are told.
  Value copy = known;
  Knowledge knowledge(copy, low, high);
  if (!knowledge.isPossible())
    return false;
  bool possible = true;
  for (Value &value : registers)
    possible &= knowledge.tell(value);
  for (Slot &slot : slots)
    possible &= knowledge.tell(slot.value);
  // Of two alternatives, one that cannot be leaves the other.
  for (Choice &choice : choices) {
    bool mayBeA = knowledge.tell(choice.a), mayBeB = knowledge.tell(choice.b);
    possible &= mayBeA || mayBeB;
    if (!mayBeA)
      choice.a = choice.b;
    else if (!mayBeB)
      choice.b = choice.a;
  }
  return possible;
}

void State::addFact(const Value &word, const Value &number) {
  if (word.base != Value::Word || !word.symbol || word.spread || word.shift ||
      !number.isConstant())
    return;
  uint64_t mask =
      word.width == 8 ? ~uint64_t(0) : (uint64_t(1) << (8 * word.width)) - 1;
  Fact fact = {word.symbol, word.scale, word.offset, word.width,
               uint64_t(number.low) & mask};
  if (is_contained(facts, fact))
    return;
  if (facts.size() == mostFacts)
    facts.erase(facts.begin());
  facts.push_back(fact);
}

static Condition swapped(Condition condition) {
  switch (condition) {
  case Condition::Below:
    return Condition::Above;
  case Condition::BelowEqual:
    return Condition::AboveEqual;
  case Condition::Above:
    return Condition::Below;
  case Condition::AboveEqual:
    return Condition::BelowEqual;
  case Condition::Less:
    return Condition::Greater;
  case Condition::LessEqual:
    return Condition::GreaterEqual;
  case Condition::Greater:
    return Condition::Less;
  case Condition::GreaterEqual:
    return Condition::LessEqual;
  default:
    return condition;
  }
}

static Condition asSigned(Condition condition) {
  switch (condition) {
  case Condition::Below:
    return Condition::Less;
  case Condition::BelowEqual:
    return Condition::LessEqual;
  case Condition::Above:
    return Condition::Greater;
  case Condition::AboveEqual:
    return Condition::GreaterEqual;
  default:
    return condition;
  }
}

static bool isUnsigned(Condition condition) {
  return condition != asSigned(condition);
}

/// What `a` can be if it compares so with `b`: first and last, both as signed
/// 64-bit numbers.
static std::pair<int64_t, int64_t> solutions(const Value &a, const Value &b,
                                             Condition condition) {
  std::pair<int64_t, int64_t> all = {Value::least, Value::most};
  auto above = [](int64_t n) { return n == Value::most ? n : n + 1; };
  auto below = [](int64_t n) { return n == Value::least ? n : n - 1; };
  if (isUnsigned(condition)) {
    bool isLower =
        condition == Condition::Above || condition == Condition::AboveEqual;
    if (b.high < 0 && isLower)
      return {condition == Condition::Above ? above(b.low) : b.low, -1};
    if (b.low < 0)
      return all;
    // As unsigned numbers, the negative ones are above all others.
    bool isUpper =
        condition == Condition::Below || condition == Condition::BelowEqual;
    if (isUpper)
      all.first = 0;
    else if (a.low < 0)
      return all;
    condition = asSigned(condition);
  }
  switch (condition) {
  case Condition::Equal:
    return {b.low, b.high};
  case Condition::NotEqual:
    if (b.isConstant() && a.low == b.low)
      return {above(a.low), all.second}; // As far as the stride goes, at least.
    if (b.isConstant() && a.high == b.low)
      return {all.first, below(a.high)};
    return all;
  case Condition::Less:
    return {all.first, below(b.high)};
  case Condition::LessEqual:
    return {all.first, b.high};
  case Condition::Greater:
    return {above(b.low), all.second};
  case Condition::GreaterEqual:
    return {b.low, all.second};
  default:
    return all;
  }
}

bool State::compare(const Value &left, const Value &right, Condition condition,
                    unsigned bits) {
  if (condition == Condition::Other)
    return true;
  if (condition == Condition::Equal) {
    addFact(left, right);
    addFact(right, left);
  }
  bool isOnStack = left.base == Value::Stack || left.base == Value::Frame;
  if (isOnStack && left.base == right.base && bits == 64 && left.isExact() &&
      right.isExact()) {
    bool isEqual = left.low == right.low;
    return condition == Condition::Equal      ? isEqual
           : condition == Condition::NotEqual ? !isEqual
                                              : true;
  }
  bool isSize = left.base == Value::Size || right.base == Value::Size;
  if (isSize && bits == 64)
    return compareWithSize(left, right, condition);
  Value a = left.extended(bits, false).plain();
  Value b = right.extended(bits, false).plain();
  if (bits < 64 && !isUnsigned(condition) && condition != Condition::Equal &&
      condition != Condition::NotEqual) {
    // Signed numbers of fewer bits, seen as unsigned ones.
    int64_t half = int64_t(1) << (bits - 1);
    bool isPositiveBound =
        b.high < half && (condition == Condition::Greater ||
                          condition == Condition::GreaterEqual);
    if (isPositiveBound && !narrow(a, 0, half - 1))
      return false;
    bool isNegative =
        condition == Condition::Less && b.isConstant() && b.low == 0;
    if (isNegative)
      return narrow(a, half, 2 * half - 1);
    if (b.high >= half || (a.high >= half && !isPositiveBound))
      return true;
  }
  auto [low, high] = solutions(a, b, condition);
  if (!narrow(a, low, high) || !narrowSummands(a, low, high))
    return false;
  if (bits < 32)
    addView(a, low, high);
  std::tie(low, high) = solutions(b, a, swapped(condition));
  if (!narrow(b, low, high) || !settle())
    return false;
  bool isTest =
      condition == Condition::Equal || condition == Condition::NotEqual;
  bool isBit = b.isConstant() && (b.low == 0 || b.low == 1);
  if (isTest && isBit &&
      !assumePredicates(a, (condition == Condition::Equal) == (b.low == 0)))
    return false;
  learnSizes();
  bool isWhole = bits == 64 || (bits == 32 && left.is32() && right.is32());
  if (condition == Condition::NotEqual && isWhole)
    return narrowGaps(a, b) && narrowGaps(b, a);
  return true;
}

void State::addView(const Value &view, int64_t low, int64_t high) {
  constexpr size_t most = 8;
  if (!view.isNamed())
    return;
  low = std::max(low, view.low);
  high = std::min(high, view.high);
  for (View &known : views)
    if (known.name == view.symbol) {
      known.low = std::max(known.low, low);
      known.high = std::min(known.high, high);
      return;
    }
  if (views.size() == most)
    views.erase(views.begin());
  views.push_back({view.symbol, low, high});
}

bool State::assumeZero(const Operand &tested, Condition condition) {
  return compare(get(tested), Value::constant(0), condition, tested.bits);
}

bool State::assume(Condition condition) {
  Value zero = Value::constant(0);
  switch (flags.kind) {
  case Flags::None:
    return true;
  case Flags::Compare:
    return compare(Value(flags.a), Value(flags.b), condition, flags.bits);
  case Flags::Zero:
    if (condition != Condition::Equal && condition != Condition::NotEqual)
      return true;
    return compare(Value(flags.a), zero, condition, flags.bits);
  case Flags::Test:
    break;
  }
  // No overflow: all is as if compared with zero, but for the carry, which the
  // machines set differently.
  if (isUnsigned(condition))
    return true;
  if (condition == Condition::Negative)
    condition = Condition::Less;
  else if (condition == Condition::NotNegative)
    condition = Condition::GreaterEqual;
  Value a = flags.a, b = flags.b;
  // With a spread, two values may differ of which the same is known.
  if (a == b && ((a.symbol && (a.spread == 0 || a.apart)) || a.isConstant()))
    return compare(a, zero, condition, flags.bits);
  bool isTest =
      condition == Condition::Equal || condition == Condition::NotEqual;
  if (isTest && b.isConstant() && b.low == 1 && isPredicate(a))
    return compare(a, zero, condition, flags.bits);
  // Whether any bit from the nth on is set.
  if (b.isConstant()) {
    uint64_t mask = uint64_t(b.low);
    unsigned bits = b.isIn(0, Value::most32)
                        ? std::min<unsigned>(flags.bits, 32)
                        : flags.bits;
    if (bits < 64)
      mask |= ~uint64_t(0) << bits;
    uint64_t bound = -mask;
    // Of no bits none is set; the bound is too large for a number of so many.
    if (bits < 64 && bound >> bits != 0)
      return condition != Condition::NotEqual;
    bool isPower = bound && (bound & (bound - 1)) == 0 && int64_t(bound) > 0;
    if (isPower && condition == Condition::Equal)
      return compare(a, Value::constant(int64_t(bound)), Condition::Below,
                     bits);
    if (isPower && condition == Condition::NotEqual)
      return compare(a, Value::constant(int64_t(bound)), Condition::AboveEqual,
                     bits);
  }
  return true;
}

} // namespace wasmc
