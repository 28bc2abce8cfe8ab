// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WRT_ARCH_THROW_STATE_H
#define WRT_ARCH_THROW_STATE_H

#include "trap_frame.h"
#include "unwind_columns.h"

namespace wrt {

/// What a function leaves as it found it, in the order throw.S stores it.
struct ThrowState {
  static constexpr uint32_t kept = 20; ///< x19 to x30, d8 to d15.
  uint64_t values[kept];
  uint64_t sp, pc;

  /// The unwind column of a value.
  static uint32_t columnOf(uint32_t index) {
    constexpr uint32_t x19 = 19, general = 12;
    return index < general ? x19 + index : UnwindColumns::d8 + index - general;
  }
};

} // namespace wrt

#endif
