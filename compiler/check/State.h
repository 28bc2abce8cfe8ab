// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_CHECK_STATE_H
#define COMPILER_CHECK_STATE_H

#include "compiler/check/Step.h"
#include "compiler/check/Value.h"
#include <array>
#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace wasmc {

/// A word of the frame.
struct Slot {
  Value::Base base; ///< Stack or Frame.
  int64_t offset;
  uint8_t bytes;
  Value value;

  bool operator==(const Slot &) const = default;
};

/// What was compared last.
struct Flags {
  enum Kind : uint8_t { None, Compare, Test, Zero } kind = None;
  uint8_t bits = 64;
  Value a, b;

  bool operator==(const Flags &) const = default;
};

/// The constant in memory at scale * symbol + offset has been compared equal.
struct Fact {
  Symbol symbol;
  int64_t scale, offset;
  uint8_t bytes;
  uint64_t value;

  bool operator==(const Fact &) const = default;
};

/// Sets of addresses that code may be at, each under a number.
class TargetSets {
public:
  using Set = std::vector<uint64_t>; ///< Sorted, without repetitions.
  uint64_t number(Set set);
  uint64_t unite(uint64_t a, uint64_t b);
  const Set &operator[](uint64_t number) const { return sets[number]; }

private:
  std::map<Set, uint64_t> numbers;
  std::deque<Set> sets;
};

/// The value named `result` is one of the two.
struct Choice {
  Symbol result;
  Value a, b;

  bool operator==(const Choice &) const = default;
};

/// The value of that name is 1 or 0, and tells of what was compared: if it is
/// 1, that the condition holds, and if it is 0, that it does not.
struct Predicate {
  Symbol name;
  Flags flags;
  Condition condition;
  bool tellsIfOne = true, tellsIfZero = true;

  bool operator==(const Predicate &) const = default;
};

/// What is known of the low bits of a value that is itself unknown.
struct View {
  Symbol name; ///< See viewOf.
  int64_t low, high;

  bool operator==(const View &) const = default;
};

/// The value named `result` is `from` plus `offset`, modulo 2^64: that of a sum
/// whose interval would overflow. Or it is `from` without its low bits, as many
/// as are set in `cleared`.
struct Wrap {
  Symbol result;
  Value from;
  int64_t offset, cleared;

  bool operator==(const Wrap &) const = default;
};

/// scale * symbol + offset is no more than the size of a memory in bytes; if
/// the symbol is no name, `offset` is not.
struct Bound {
  uint8_t memory;
  Symbol symbol;
  int64_t scale, offset;

  bool operator==(const Bound &) const = default;
};

/// factor * n - scale * counter is `low` plus a multiple of `stride` that is
/// not negative: how far a loop is from its end.
struct Gap {
  Symbol n, counter;
  int64_t factor, scale, low;
  uint64_t stride;
  int64_t end = 0; ///< If `n` is no name but 0: tells several such apart.

  bool operator==(const Gap &) const = default;
};

/// What is known where an instruction begins.
struct State {
  std::array<Value, registerCount> registers;
  std::vector<Slot> slots; ///< In order of base and offset.
  Flags flags;
  std::vector<Fact> facts;
  std::vector<Choice> choices;
  std::vector<Wrap> wraps;
  std::vector<Predicate> predicates;
  std::vector<View> views;
  std::vector<Gap> gaps;
  std::vector<Bound> bounds;
  /// Down to here, as a distance from the entry's stack pointer, the stack is
  /// known to be mapped; see Checker.
  int64_t touched = 0;

  bool operator==(const State &) const = default;

  Value get(const Operand &operand) const;

  /// Forgets what is known of words that overlap the range.
  void eraseSlots(Value::Base base, int64_t begin, int64_t end);
  void setSlot(Value::Base base, int64_t offset, unsigned bytes,
               const Value &value);
  const Slot *findSlot(Value::Base base, int64_t offset) const;

  /// Nothing older may go on under this name.
  void retire(Symbol symbol);

  /// Adds what holds if the condition does. Returns false if it cannot.
  bool assume(Condition condition);
  /// The same for an operand compared with zero, whatever the flags are.
  bool assumeZero(const Operand &tested, Condition condition);

  /// Keeps only what both states know at the start of a block. Returns whether
  /// this one changed. `stops`: where intervals that grow may come to rest; not
  /// given while there is hope that they do so by themselves.
  bool merge(const State &other, uint64_t block,
             const std::vector<int64_t> *stops, TargetSets &sets);

  void addChoice(const Value &result, const Value &a, const Value &b);
  void addWrap(const Wrap &wrap);
  void addPredicate(const Predicate &predicate);
  /// That what low bits, as `get` gives them, hold is within the interval.
  void addView(const Value &view, int64_t low, int64_t high);
  bool isPredicate(const Value &value) const;

  /// Whether so many bytes from a distance in a memory on are below its size,
  /// which is no less than `leastSize`.
  bool isWithin(const Value &address, int64_t bytes, int64_t leastSize) const;
  /// Takes in what the last result is if `a` or `b`, of which it was made, is a
  /// memory's size.
  void noteRounded(const Action &action, const Value &a, const Value &b);

  /// Limits each loop's count by how far its end is.
  bool applyGaps();

  /// The interval of so many times a name, as far as values that depend on it
  /// tell.
  std::optional<Value> valueOf(Symbol symbol, int64_t factor) const;

  template <typename Function> void eachValue(Function function) {
    for (Value &value : registers)
      function(value);
    for (Slot &slot : slots)
      function(slot.value);
    for (Choice &choice : choices) {
      function(choice.a);
      function(choice.b);
    }
  }

  /// Takes in that a value is within the interval. Returns false if it cannot.
  bool narrow(const Value &known, int64_t low, int64_t high);

private:
  static constexpr size_t mostFacts = 8;

  bool compare(const Value &a, const Value &b, Condition condition,
               unsigned bits);
  bool compareWithSize(const Value &a, const Value &b, Condition condition);
  bool boundBySize(const Value &number, const Value &size, bool isBelow);
  void addBound(const Bound &bound);
  int64_t leastSize(uint8_t memory, int64_t least) const;
  void mergeBounds(const State &other, uint64_t block, bool widen);
  void learnSizes();
  bool narrowGaps(const Value &a, const Value &b);
  bool settle();
  bool narrowSummand(const Wrap &wrap, int64_t low, int64_t high);
  bool narrowSummands(const Value &sum, int64_t low, int64_t high);
  bool settleWraps();
  bool assumePredicates(const Value &value, bool isZero);
  bool isNamedAnew(size_t index, uint64_t block) const;
  Value joinRead(const Value &a, const Value &b, const State &other,
                 uint64_t block,
                 const std::array<Value, registerCount> &values) const;
  void mergeFacts(const State &other, uint64_t block,
                  const std::array<Value, registerCount> &values);
  void mergeFlags(const State &other, uint64_t block,
                  const std::array<Value, registerCount> &values);
  void mergeViews(const State &other);
  void mergeGaps(const State &other, bool widen);
  void addFact(const Value &word, const Value &number);
};

} // namespace wasmc

#endif
