// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WRT_ARCH_THROW_STATE_H
#define WRT_ARCH_THROW_STATE_H

#include "trap_frame.h"
#include "unwind_columns.h"

namespace wrt {

/// What a function leaves as it found it, in the order throw.S stores it.
struct ThrowState {
  static constexpr uint32_t kept = 6; ///< rbx, rbp, r12 to r15.
  uint64_t values[kept];
  uint64_t sp, pc;

  /// The unwind column of a value.
  static uint32_t columnOf(uint32_t index) {
    constexpr uint8_t columns[kept] = {3, 6, 12, 13, 14, 15};
    return columns[index];
  }
};

} // namespace wrt

#endif
