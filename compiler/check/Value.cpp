// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/check/Value.h"
#include "llvm/Support/MathExtras.h"
#include <algorithm>
#include <numeric>

using namespace llvm;

namespace wasmc {

void Value::normalize() {
  if (base != Number)
    return;
  if (low >= 0 && high <= most32 && (low32 > low || high32 < high)) {
    if (!clamp(low32, high32))
      return;
  }
  if (low >= 0 && high <= most32) {
    low32 = uint32_t(low);
    high32 = uint32_t(high);
  }
  if (low != high)
    return;
  stride = 0;
  low32 = high32 = uint32_t(low);
  // A name stays: on another path the same value may be any.
  if (symbol)
    return;
  symbol32 = 0;
  scale = 1;
  offset = low;
  spread = 0;
  apart = 0;
}

bool Value::clamp(int64_t first, int64_t last) {
  // In steps of the stride, from the old low.
  if (first > low) {
    uint64_t over = stride > 1 ? (uint64_t(first) - uint64_t(low)) % stride : 0;
    uint64_t up = over ? stride - over : 0;
    if (up > uint64_t(most) - uint64_t(first))
      return false;
    low = first + int64_t(up);
  }
  if (last < low)
    return false;
  if (last < high)
    high = last;
  if (stride > 1)
    high -= int64_t((uint64_t(high) - uint64_t(low)) % stride);
  if (low > high)
    return false;
  if (low == high)
    stride = 0;
  return true;
}

Value Value::unnamed() const {
  Value result = *this;
  if (base == Word || base == Target || base == Targets || base == Code)
    return plain();
  result.symbol = result.symbol32 = result.apart = 0;
  result.scale = 1;
  result.offset = low;
  result.spread = 0;
  return result;
}

Value Value::named(Symbol fresh) const {
  Value result = *this;
  if (base != Number || low == high)
    return result;
  if (!symbol) {
    result.symbol = fresh;
    result.scale = 1;
    result.offset = 0;
    result.spread = 0;
  }
  bool isName =
      is32() && result.scale == 1 && result.offset == 0 && result.spread == 0;
  if (!symbol32)
    result.symbol32 = isName ? result.symbol : fresh;
  return result;
}

Value Value::plain() const {
  if (base == Word && width < 8) {
    int64_t end = int64_t(1) << (8 * width);
    Value number = isSigned ? range(-end / 2, end / 2 - 1) : range(0, end - 1);
    return shiftLeft(number, shift);
  }
  return base == Number ? *this : Value();
}

Value Value::extended(unsigned bits, bool bySign) const {
  if (bits == 64)
    return *this;
  if (base == Word && width * 8u + shift <= bits) {
    if (bySign && !isSigned && width * 8u == bits && shift == 0) {
      Value word = *this;
      word.isSigned = true;
      return word;
    }
    bool isSame = !isSigned && (!bySign || width * 8u < bits);
    return isSame ? *this : plain().extended(bits, bySign);
  }
  int64_t end = int64_t(1) << bits;
  int64_t half = end / 2;
  if (isIn(0, (bySign ? half : end) - 1))
    return *this;
  if (bySign && isIn(-half, half - 1))
    return *this;
  if (isConstant())
    return constant(bySign ? SignExtend64(uint64_t(low), bits)
                           : int64_t(uint64_t(low) & (uint64_t(end) - 1)));
  if (bits == 32 && isNumber() && (!bySign || high32 < half)) {
    Value result = range(low32, high32);
    if (!result.isConstant()) {
      result.symbol = zeroExtended(symbol32);
      result.symbol32 = symbol32;
    }
    return result;
  }
  return bySign ? range(-half, half - 1) : range(0, end - 1);
}

/// Forgets what is not the interval's, and keeps that only if it did not
/// overflow.
static Value interval(bool overflows, int64_t low, int64_t high) {
  return overflows ? Value() : Value::range(low, high);
}

/// Moves what is linear in a name by something from an interval.
static bool shiftLinear(Value &value, int64_t low, int64_t high) {
  int64_t width;
  if (low != high)
    value.apart = 0;
  return !SubOverflow(high, low, width) &&
         !AddOverflow(value.offset, low, value.offset) &&
         !AddOverflow(value.spread, width, value.spread);
}

/// a + b, where b has no base.
static Value addNumber(const Value &a, const Value &b) {
  Value result = a;
  result.low32 = 0;
  result.high32 = ~uint32_t(0);
  result.symbol32 = 0;
  if (AddOverflow(a.low, b.low, result.low) ||
      AddOverflow(a.high, b.high, result.high))
    return Value();
  result.stride = std::gcd(a.stride, b.stride);
  bool isLinear = true;
  if (!a.symbol && !b.symbol) {
    isLinear = false;
  } else if (b.isExact() && !isCounter(b.symbol) && a.symbol) {
    isLinear = shiftLinear(result, b.low, b.low);
  } else if (a.symbol == b.symbol) {
    isLinear = !AddOverflow(a.scale, b.scale, result.scale) &&
               result.scale != 0 &&
               !AddOverflow(a.offset, b.offset, result.offset) &&
               !AddOverflow(a.spread, b.spread, result.spread);
    result.apart = b.spread == 0 ? a.apart : a.spread == 0 ? b.apart : 0;
  } else if (b.symbol && (!a.symbol || isCounter(b.symbol))) {
    // Of two names one goes on, and it should be a loop's counter.
    bool isWorth = a.isExact() || isCounter(b.symbol);
    result.symbol = b.symbol;
    result.scale = b.scale;
    result.offset = b.offset;
    result.spread = b.spread;
    result.apart = b.apart;
    isLinear = isWorth && shiftLinear(result, a.low, a.high);
  } else {
    bool isWorth = b.isExact() || isCounter(a.symbol);
    isLinear = isWorth && shiftLinear(result, b.low, b.high);
  }
  if (!isLinear) {
    result.symbol = result.apart = 0;
    result.scale = 1;
    result.offset = result.low;
    result.spread = 0;
  }
  // Whole multiples of the name.
  int64_t apart;
  if (result.symbol && !result.spread && result.stride &&
      result.scale > int64_t(result.stride) &&
      !SubOverflow(result.low, result.offset, apart) &&
      apart % result.scale == 0)
    result.stride = uint64_t(result.scale);
  result.normalize();
  return result;
}

Value add(const Value &a, const Value &b) {
  if (b.isNumber()) {
    switch (a.base) {
    case Value::Number:
    case Value::Stack:
    case Value::Frame:
    case Value::Image:
    case Value::Memory:
    case Value::Size:
    case Value::Exception:
      return addNumber(a, b);
    default:
      return b.isExact() && b.low == 0 ? a : addNumber(a.plain(), b);
    }
  }
  if (a.isNumber())
    return add(b, a);
  // The distance of code or data, and from where.
  const Value &word = a.base == Value::Word ? a : b;
  const Value &anchor = a.base == Value::Word ? b : a;
  if (word.base == Value::Word && anchor.base == Value::Image &&
      anchor.isExact()) {
    Value target = word;
    target.base = Value::Target;
    target.anchor = uint64_t(anchor.low);
    return target;
  }
  return Value();
}

Value subtract(const Value &a, const Value &b) {
  if (a.base == Value::Word || b.base == Value::Word)
    return subtract(a.plain(), b.plain());
  if (b.isNumber() &&
      (a.isNumber() || a.base == Value::Stack || a.base == Value::Frame ||
       a.base == Value::Image || a.base == Value::Memory ||
       a.base == Value::Size || a.base == Value::Exception))
    return addNumber(a, multiply(b, Value::constant(-1)));
  return Value();
}

Value multiply(const Value &left, const Value &right) {
  Value a = left.plain(), b = right.plain();
  if (a.isConstant() && !b.isConstant())
    return multiply(b, a);
  int64_t products[4];
  bool overflows = MulOverflow(a.low, b.low, products[0]) |
                   MulOverflow(a.low, b.high, products[1]) |
                   MulOverflow(a.high, b.low, products[2]) |
                   MulOverflow(a.high, b.high, products[3]);
  auto [low, high] = std::minmax_element(products, products + 4);
  Value result = interval(overflows, *low, *high);
  if (overflows || !b.isConstant() || a.isConstant() || b.low == 0)
    return result;
  uint64_t factor = b.low < 0 ? -uint64_t(b.low) : uint64_t(b.low);
  int64_t first = a.offset;
  bool isLinear = a.symbol && b.low != Value::least &&
                  !(b.low < 0 && AddOverflow(a.offset, a.spread, first));
  if (!__builtin_mul_overflow(a.stride, factor, &result.stride))
    result.clamp(result.low, result.high);
  else
    result.stride = 1;
  int64_t scale, offset, spread;
  if (isLinear && !MulOverflow(a.scale, b.low, scale) &&
      !MulOverflow(first, b.low, offset) &&
      !MulOverflow(a.spread, int64_t(factor), spread)) {
    result.symbol = a.symbol;
    result.scale = scale;
    result.offset = offset;
    result.spread = spread;
    result.normalize();
  }
  return result;
}

Value shiftLeft(const Value &a, unsigned count) {
  if (count >= 62)
    return Value();
  if (a.base == Value::Word && a.shift + count < 8) {
    Value word = a;
    word.shift += uint8_t(count);
    return word;
  }
  return count == 0 ? a : multiply(a, Value::constant(int64_t(1) << count));
}

Value shiftRight(const Value &shifted, unsigned count, bool isSigned) {
  Value a = shifted.plain();
  if (count == 0)
    return a;
  if (a.low < 0 && !isSigned)
    return Value::range(0, int64_t(~uint64_t(0) >> count));
  return Value::range(a.low >> count, a.high >> count);
}

Value bitAnd(const Value &left, const Value &right) {
  Value a = left.plain(), b = right.plain();
  if (a.isConstant() && !b.isConstant())
    return bitAnd(b, a);
  if (a.isConstant() && b.isConstant())
    return Value::constant(a.low & b.low);
  if (b.isConstant() && b.low == Value::most32)
    return a.extended(32, false);
  // Clearing low bits moves down by less than the lowest bit kept.
  if (b.isConstant() && b.low < 0 && isPowerOf2_64(-uint64_t(b.low))) {
    int64_t below = int64_t(-uint64_t(b.low)) - 1;
    if (a.low == Value::least)
      return Value();
    Value result = Value::range(a.low & ~below, a.high & ~below);
    if (!result.isConstant())
      result.stride = std::max<uint64_t>(uint64_t(below) + 1, 1);
    return result;
  }
  if (b.low >= 0 && a.low >= 0)
    return Value::range(0, std::min(a.high, b.high));
  if (b.low >= 0)
    return Value::range(0, b.high);
  if (a.low >= 0)
    return Value::range(0, a.high);
  return Value();
}

/// The least number of the form 2^n - 1 that is not below.
static int64_t allOnes(int64_t number) {
  return int64_t(bit_ceil(uint64_t(number) + 1) - 1);
}

Value bitOr(const Value &left, const Value &right) {
  // AArch64 moves a register so, whatever is in it.
  if (right.isConstant() && right.low == 0)
    return left;
  if (left.isConstant() && left.low == 0)
    return right;
  Value a = left.plain(), b = right.plain();
  if (a.isConstant() && b.isConstant())
    return Value::constant(a.low | b.low);
  // Into bits that are clear: the same as a sum.
  auto fits = [](const Value &clear, const Value &bits) {
    uint64_t step = clear.stride | uint64_t(clear.low);
    return clear.isNumber() && bits.isNumber() && bits.low >= 0 && step != 0 &&
           uint64_t(bits.high) < (step & -step);
  };
  if (fits(a, b) || fits(b, a))
    return fits(a, b) ? add(a, b) : add(b, a);
  if (a.low >= 0 && b.low >= 0)
    return Value::range(std::max(a.low, b.low),
                        allOnes(std::max(a.high, b.high)));
  return Value();
}

Value bitXor(const Value &left, const Value &right) {
  Value a = left.plain(), b = right.plain();
  if (a.isConstant() && b.isConstant())
    return Value::constant(a.low ^ b.low);
  if (b.isConstant() && b.low == 0)
    return a;
  if (a.low >= 0 && b.low >= 0)
    return Value::range(0, allOnes(std::max(a.high, b.high)));
  return Value();
}

Value join(const Value &a, const Value &b, Symbol fresh) {
  if (a == b)
    return a;
  if (a.base != b.base || a.tag != b.tag || a.anchor != b.anchor ||
      a.width != b.width || a.isSigned != b.isSigned || a.shift != b.shift) {
    if (a.isNumber() && b.isNumber())
      return Value().named(fresh);
    return join(a.plain(), b.plain(), fresh);
  }
  bool isAddress = a.base == Value::Stack || a.base == Value::Frame ||
                   a.base == Value::Image || a.base == Value::Memory ||
                   a.base == Value::Number || a.base == Value::Size ||
                   a.base == Value::Exception;
  if (!isAddress)
    return join(a.plain(), b.plain(), fresh);
  Value result = a;
  result.low = std::min(a.low, b.low);
  result.high = std::max(a.high, b.high);
  result.low32 = std::min(a.low32, b.low32);
  result.high32 = std::max(a.high32, b.high32);
  uint64_t apart = uint64_t(std::max(a.low, b.low)) - uint64_t(result.low);
  result.stride = std::gcd(std::gcd(a.stride, b.stride), apart);
  bool isNumber = result.isNumber();
  // What is known of constants there may be known by a name of the address.
  bool isNamed = isNumber || result.base == Value::Image;
  bool isSame = a.symbol == b.symbol && a.scale == b.scale;
  if (isSame &&
      (isCounter(a.symbol) || (a.offset == b.offset && a.spread == b.spread))) {
    int64_t first = std::min(a.offset, b.offset), last;
    bool isAsFar = a.offset == b.offset && a.spread == b.spread;
    if (!isAsFar || a.apart != b.apart)
      result.apart = fresh;
    result.offset = first;
    if (AddOverflow(std::max(a.offset, b.offset), std::max(a.spread, b.spread),
                    last) ||
        SubOverflow(last, first, result.spread))
      isSame = false;
  } else {
    isSame = false;
  }
  if (!isSame || !result.symbol) {
    result.symbol = isNamed ? fresh : 0;
    result.apart = 0;
    result.scale = 1;
    result.offset = isNamed ? 0 : result.low;
    result.spread = 0;
  }
  if (a.symbol32 != b.symbol32 || (isNumber && !result.symbol32))
    result.symbol32 = fresh;
  result.normalize();
  return result;
}

} // namespace wasmc
