// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known of a 64-bit register or of a word in the frame. A value is a
// base and a number from an interval. Besides, it may be a multiple of another,
// named value plus a constant: what a branch tells about one of them it then
// tells about all.

#ifndef COMPILER_CHECK_VALUE_H
#define COMPILER_CHECK_VALUE_H

#include <cassert>
#include <cstdint>
#include <limits>

namespace wasmc {

/// Names a value as computed at one place; 0 is no name.
using Symbol = uint64_t;

/// Names the number of times that a loop, which begins at the address, went
/// round; see FunctionCheck.
constexpr Symbol counterOf(uint64_t block) {
  return (block << 8 | 255) << 2 | 2;
}
constexpr bool isCounter(Symbol symbol) {
  return (symbol & 0x3ff) == (uint64_t(255) << 2 | 2) && symbol >> 62 == 0;
}

struct Value {
  enum Base : uint8_t {
    Number,  ///< Just a number; all 64 bits possible: nothing is known.
    Stack,   ///< Distance from the stack pointer at the function's entry.
    Frame,   ///< Distance from the stack pointer once it was aligned.
    Image,   ///< An address of the image, as the file has it.
    Saved,   ///< What a register held at the function's entry.
    Word,    ///< Read from constant memory at low..high; see width.
    Target,  ///< Such a word, as a distance from `anchor` in the image.
    Targets, ///< One of a set of addresses of the image; `anchor` is the set.
    Memory,  ///< Distance from the start of a linear memory that is not at the
             ///< constant address; `tag` is its index.
    Size,    ///< The size of memory `tag` in bytes, plus the number; the size
             ///< is no less than `anchor`.
    Cell,    ///< Read from the variable at `anchor`.., and a reference if used.
    Code,    ///< The code of the function that reference `symbol` refers to.
    Exception, ///< Distance from the start of some exception of the pool.
  };

  static constexpr int64_t least = std::numeric_limits<int64_t>::min();
  static constexpr int64_t most = std::numeric_limits<int64_t>::max();
  static constexpr int64_t most32 = 0xffffffff;

  Base base = Number;
  uint8_t tag = 0;       ///< Saved: the register. Memory, Size: which.
  uint8_t width = 8;     ///< Word, Target: bytes read.
  bool isSigned = false; ///< Word: how it was extended.
  uint8_t shift = 0;     ///< Word, Target: by so much to the left.
  int64_t low = least, high = most;
  /// The number is `low` plus a multiple of this; 0: it is `low`.
  uint64_t stride = 1;
  /// Of the low 32 bits, if the base is a number.
  uint32_t low32 = 0, high32 = ~uint32_t(0);
  /// The value is scale * symbol + offset, or up to `spread` more (Word and
  /// Target: where it was read is); the name of its low 32 bits.
  Symbol symbol = 0, symbol32 = 0;
  int64_t scale = 1, offset = 0, spread = 0;
  Symbol apart = 0; ///< The name of what it is more; 0: none.
  uint64_t anchor = 0;

  bool operator==(const Value &) const = default;

  static Value constant(int64_t number) { return range(number, number); }
  static Value range(int64_t low, int64_t high, Symbol symbol = 0) {
    Value value;
    value.low = low;
    value.high = high;
    value.stride = low == high ? 0 : 1;
    value.symbol = value.symbol32 = symbol;
    value.normalize();
    return value;
  }
  static Value at(Base base, int64_t offset, uint8_t tag = 0) {
    Value value;
    value.base = base;
    value.tag = tag;
    value.low = value.high = value.offset = offset;
    value.stride = 0;
    return value;
  }

  bool isNumber() const { return base == Number; }
  /// Whether it is just what its name stands for.
  bool isNamed() const {
    return symbol && scale == 1 && offset == 0 && spread == 0;
  }
  bool isConstant() const { return isNumber() && low == high; }
  bool isExact() const { return low == high; }
  bool isUnknown() const { return isNumber() && low == least && high == most; }
  bool is32() const { return isNumber() && low >= 0 && high <= most32; }
  bool isIn(int64_t first, int64_t last) const {
    return isNumber() && low >= first && high <= last;
  }
  bool is(Base kind, int64_t number, uint8_t which = 0) const {
    return base == kind && tag == which && isExact() && low == number;
  }

  /// Lets both intervals, of all bits and of 32, know of each other.
  void normalize();

  /// The same as nothing but a number.
  Value plain() const;

  /// The low `bits` bits, extended to 64.
  Value extended(unsigned bits, bool bySign) const;

  /// With a name, if it has none yet.
  Value named(Symbol fresh) const;
  /// Without one.
  Value unnamed() const;

  /// Leaves out what is outside. Returns false if nothing is left.
  bool clamp(int64_t least, int64_t most);
};

Value add(const Value &a, const Value &b);
Value subtract(const Value &a, const Value &b);
Value multiply(const Value &a, const Value &b);
Value shiftLeft(const Value &a, unsigned count);
Value shiftRight(const Value &a, unsigned count, bool isSigned);
Value bitAnd(const Value &a, const Value &b);
Value bitOr(const Value &a, const Value &b);
Value bitXor(const Value &a, const Value &b);

/// What is true of both; `fresh` names the value where the names differ.
Value join(const Value &a, const Value &b, Symbol fresh);

/// A name for the low 8 or 16 bits of a named value, extended by zeros.
constexpr Symbol viewOf(Symbol symbol, unsigned bits) {
  return symbol ? symbol | Symbol(bits == 8 ? 2 : 3) << 60 : 0;
}

/// A name for the low 32 bits of a named value, extended by zeros.
constexpr Symbol zeroExtended(Symbol symbol) {
  return symbol ? symbol | Symbol(1) << 63 : 0;
}

/// Whether a name is the symbol or one made of it.
constexpr bool isNameOf(Symbol name, Symbol symbol) {
  return name == symbol || name == zeroExtended(symbol) ||
         name == viewOf(symbol, 8) || name == viewOf(symbol, 16);
}

} // namespace wasmc

#endif
