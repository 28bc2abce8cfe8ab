// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known where paths meet.

#include "compiler/check/State.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
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
  // So does what a multiple of the name may lie apart, in few steps.
  constexpr int64_t mostSpread = int64_t(1) << 36;
  int64_t spread = 15;
  while (spread < value.spread && spread < mostSpread)
    spread = spread << 4 | 15;
  bool isKept = isCounter(value.symbol) && spread < mostSpread;
  if (value.spread > old.spread && isKept) {
    value.spread = spread;
  } else if (value.spread > old.spread) {
    value.symbol = value.apart = 0;
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

/// Whether a name, or what a view is of, is one that a block gives.
static bool isNamedAt(uint64_t block, Symbol symbol) {
  constexpr unsigned views = 4; // Bits: see viewOf and zeroExtended.
  return (symbol & 3) == 2 && symbol << views >> (views + 10) == block;
}

static bool isSlotNamedAt(uint64_t block, Symbol symbol) {
  constexpr unsigned views = 4;
  return (symbol & 3) == 3 &&
         symbol << views >> (views + 19) == (block & 0xffffffffff);
}

/// Whether a block gives the name, to a register or a slot.
static bool isOfBlock(uint64_t block, Symbol symbol) {
  return (isNamedAt(block, symbol) && !isCounter(symbol)) ||
         isSlotNamedAt(block, symbol);
}
/// The same, but to something else than this.
static bool isNamedElse(uint64_t block, Symbol symbol, Symbol own) {
  return isOfBlock(block, symbol) && !isNameOf(symbol, own);
}

/// Whether what both states hold stays as it is: most does.
static bool isKept(uint64_t block, const Value &one, const Value &other) {
  return one == other && !isOfBlock(block, one.symbol) &&
         !isOfBlock(block, one.symbol32);
}

namespace {

/// Where a constant is: so many times a value, plus a distance.
struct Relation {
  int64_t factor, distance;

  bool operator==(const Relation &) const = default;
};

} // namespace

/// How the address of a fact, or of a word that was read, depends on a value.
template <typename Linear>
static std::optional<Relation> relate(const Linear &at, const Value &value) {
  if (!value.symbol || at.symbol != value.symbol || value.spread ||
      value.scale == 0 || value.scale == -1 || at.scale % value.scale)
    return std::nullopt;
  Relation relation = {at.scale / value.scale, 0};
  int64_t start;
  if (MulOverflow(relation.factor, value.offset, start) ||
      SubOverflow(at.offset, start, relation.distance))
    return std::nullopt;
  return relation;
}

bool State::isNamedAnew(size_t index, uint64_t block) const {
  const Value &value = registers[index];
  return value.symbol == registerSymbol(block, index) && value.scale == 1 &&
         value.offset == 0 && value.spread == 0;
}

static bool isRead(const Value &value) {
  return value.base == Value::Word || value.base == Value::Target;
}

/// A word read from a constant table stays one if both states read it in the
/// same way at a value that has a new name from here on.
/// `values`: the registers as this state had them.
Value State::joinRead(const Value &a, const Value &b, const State &other,
                      uint64_t block,
                      const std::array<Value, registerCount> &values) const {
  Value first = a, second = b;
  for (Value *each : {&first, &second}) {
    each->low = each->high = each->offset = 0;
    each->stride = 0;
    each->symbol = each->scale = 0;
  }
  bool isAlike = first == second && a.spread == 0;
  if (isAlike && a == b && !isNamedAt(block, a.symbol))
    return a;
  for (size_t i = 0; isAlike && i < registers.size(); ++i) {
    std::optional<Relation> relation = relate(a, values[i]);
    if (!isNamedAnew(i, block) || !relation ||
        relation != relate(b, other.registers[i]))
      continue;
    Value joined = a;
    joined.low = std::min(a.low, b.low);
    joined.high = std::max(a.high, b.high);
    uint64_t apart = uint64_t(std::max(a.low, b.low)) - uint64_t(joined.low);
    joined.stride = std::gcd(std::gcd(a.stride, b.stride), apart);
    joined.symbol = registers[i].symbol;
    joined.scale = relation->factor;
    joined.offset = relation->distance;
    return joined;
  }
  return Value();
}

/// Two paths may have compared the same, of what has a new name from here on:
/// calls through a table end alike, and the compiler lets them share that.
/// `values`: the registers as this state had them.
void State::mergeFacts(const State &other, uint64_t block,
                       const std::array<Value, registerCount> &values) {
  std::vector<Fact> both;
  for (size_t i = 0; i < registers.size(); ++i) {
    if (!isNamedAnew(i, block))
      continue;
    for (const Fact &fact : facts)
      for (const Fact &same : other.facts) {
        std::optional<Relation> relation = relate(fact, values[i]);
        if (!relation || fact.bytes != same.bytes || fact.value != same.value ||
            relation != relate(same, other.registers[i]))
          continue;
        Fact renamed = {registers[i].symbol, relation->factor,
                        relation->distance, fact.bytes, fact.value};
        if (!is_contained(both, renamed) && both.size() < mostFacts)
          both.push_back(renamed);
      }
  }
  // A name of this block may be the one of the last time round in the other.
  for (const Fact &fact : facts)
    if (!isNamedAt(block, fact.symbol) && is_contained(other.facts, fact) &&
        both.size() < mostFacts)
      both.push_back(fact);
  facts = std::move(both);
}

/// What was compared on both paths is what the same register still holds on
/// both.
void State::mergeFlags(const State &other, uint64_t block,
                       const std::array<Value, registerCount> &values) {
  unsigned bits = flags.bits;
  auto joinOperand = [&](Value &a, const Value &b) {
    if (a == b && !isNamedAt(block, a.symbol) && !isNamedAt(block, a.symbol32))
      return true;
    bool isOne = a.symbol && b.symbol && a.spread == 0 && b.spread == 0;
    for (size_t i = 0; isOne && i < registers.size(); ++i)
      if (a == values[i].extended(bits, false) &&
          b == other.registers[i].extended(bits, false)) {
        a = registers[i].extended(bits, false);
        return true;
      }
    return false;
  };
  const Flags &second = other.flags;
  if (flags.kind != second.kind || bits != second.bits ||
      !joinOperand(flags.a, second.a) || !joinOperand(flags.b, second.b))
    flags = Flags();
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
          same.factor == gap.factor && same.scale == gap.scale &&
          same.end == gap.end) {
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

/// Whether values that are equal are one value.
static bool isOneValue(const Value &value) {
  return value.isNumber() && !value.spread && !value.apart &&
         (value.symbol || value.isExact());
}

namespace {

/// What a place held in both states, and holds now.
struct Merged {
  const Value *one, *other, *both;
};

/// The places so far, to find one that held the same as another in both states:
/// it still does.
class Places {
public:
  explicit Places(uint64_t block) : block(block) {}

  std::optional<Value> findSame(const Value &one, const Value &other) const {
    if (!changes(one, other))
      return std::nullopt;
    for (const Merged &place : places)
      if (*place.one == one && *place.other == other)
        return *place.both;
    return std::nullopt;
  }
  void add(const Value &one, const Value &other, const Value &both) {
    if (changes(one, other))
      places.push_back({&one, &other, &both});
  }

private:
  /// Whether it may be named anew.
  bool changes(const Value &one, const Value &other) const {
    return !isKept(block, one, other) && isOneValue(one) && isOneValue(other);
  }

  uint64_t block;
  SmallVector<Merged, 16> places;
};

} // namespace

/// A value of the block's begin without a name that it shared until now.
static Value withoutShared(Value value, uint64_t block, Symbol own) {
  bool isShared = isNamedElse(block, value.symbol, own) ||
                  isNamedElse(block, value.symbol32, own);
  return isShared ? value.unnamed() : value;
}

/// Where two paths meet, a size is no less than the lesser of what each knows.
void State::mergeBounds(const State &other, uint64_t block, bool widen) {
  for (Bound &bound : bounds)
    if (!bound.symbol && !widen)
      bound.offset = std::min(bound.offset, other.leastSize(bound.memory, 0));
  erase_if(bounds, [&](const Bound &bound) {
    bool isLeast = !bound.symbol && !widen && bound.offset > 0;
    return isNamedAt(block, bound.symbol) ||
           (!isLeast && !is_contained(other.bounds, bound));
  });
}

bool State::merge(const State &other, uint64_t block,
                  const std::vector<int64_t> *stops, TargetSets &sets) {
  State old = *this;
  Places places(block);
  std::vector<View> bytes; // Of registers of which little else is known.
  auto mergeRegister = [&](size_t i) {
    if (isKept(block, old.registers[i], other.registers[i]))
      return;
    Symbol fresh = registerSymbol(block, i);
    std::optional<Value> same;
    if (i < temporary)
      same = places.findSame(old.registers[i], other.registers[i]);
    if (same) {
      registers[i] = *same;
      return;
    }
    registers[i] = withoutShared(registers[i], block, fresh);
    const Value &a = registers[i], &b = other.registers[i];
    if (a.base == Value::Targets && b.base == Value::Targets) {
      registers[i].anchor = sets.unite(a.anchor, b.anchor);
      return;
    }
    bool isWord = isRead(a) && isRead(b);
    Value joined = isWord ? join(a.plain(), b.plain(), fresh).named(fresh)
                          : join(a, b, fresh);
    registers[i] = stops ? widened(old.registers[i], joined, *stops) : joined;
    places.add(old.registers[i], other.registers[i], registers[i]);
    Operand byte = Operand::of(Register(i), 8);
    Value here = old.get(byte), there = other.get(byte);
    View view = {viewOf(registers[i].symbol32, 8),
                 std::min(here.low, there.low),
                 std::max(here.high, there.high)};
    bool isKnown = view.low > 0 || view.high < 255;
    if (isKnown && view.name && !registers[i].isIn(0, 255))
      bytes.push_back(view);
  };
  for (size_t i = 0; i < registers.size(); ++i)
    mergeRegister(i);
  for (size_t i = 0; i < registers.size(); ++i) {
    const Value &a = old.registers[i], &b = other.registers[i];
    if (!isRead(a) || !isRead(b))
      continue;
    Value word = joinRead(a, b, other, block, old.registers);
    if (isRead(word))
      registers[i] = stops ? widened(a, word, *stops) : word;
  }
  std::vector<Slot> kept;
  kept.reserve(slots.size()); // Places point into it.
  for (const Slot &slot : slots) {
    const Slot *same = other.findSlot(slot.base, slot.offset);
    if (!same || same->bytes != slot.bytes)
      continue;
    Slot &joined = kept.emplace_back(slot);
    if (isKept(block, slot.value, same->value))
      continue;
    if (auto value = places.findSame(slot.value, same->value)) {
      joined.value = *value;
      continue;
    }
    Symbol fresh = slotSymbol(block, slot);
    if (isRead(slot.value) && isNamedAt(block, slot.value.symbol))
      joined.value = slot.value.plain().named(fresh);
    joined.value =
        join(withoutShared(joined.value, block, fresh), same->value, fresh);
    if (stops)
      joined.value = widened(slot.value, joined.value, *stops);
    places.add(slot.value, same->value, joined.value);
  }
  slots = std::move(kept);
  mergeFlags(other, block, old.registers);
  mergeFacts(other, block, old.registers);
  erase_if(choices, [&](const Choice &choice) {
    return !is_contained(other.choices, choice);
  });
  erase_if(predicates, [&](const Predicate &predicate) {
    return !is_contained(other.predicates, predicate);
  });
  erase_if(wraps,
           [&](const Wrap &wrap) { return !is_contained(other.wraps, wrap); });
  mergeBounds(other, block, stops != nullptr);
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
