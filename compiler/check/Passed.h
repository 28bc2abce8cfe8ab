// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known of numbers that calls hand over in registers, whichever call it
// is. An optimiser that sees all calls of a function leaves out what they make
// needless, such as comparing an index that is one of a few constants.

#ifndef COMPILER_CHECK_PASSED_H
#define COMPILER_CHECK_PASSED_H

#include "compiler/check/Value.h"
#include <algorithm>
#include <array>

namespace wasmc {

/// Where a number lies, as 64 bits and as the low 32 of them.
struct Passed {
  int64_t low = Value::least, high = Value::most;
  uint32_t low32 = 0, high32 = ~uint32_t(0);

  bool operator==(const Passed &) const = default;

  static Passed of(const Value &value) {
    Value number = value.plain();
    return {number.low, number.high, number.low32, number.high32};
  }

  Value value() const {
    Value number = Value::range(low, high);
    number.low32 = std::max(number.low32, low32);
    number.high32 = std::min(number.high32, high32);
    number.normalize();
    return number;
  }

  Passed join(const Passed &other) const {
    return {std::min(low, other.low), std::max(high, other.high),
            std::min(low32, other.low32), std::max(high32, other.high32)};
  }

  bool includes(const Passed &other) const { return join(other) == *this; }
};

/// In the registers of the first arguments, see Machine.
using Arguments = std::array<Passed, 6>;

} // namespace wasmc

#endif
