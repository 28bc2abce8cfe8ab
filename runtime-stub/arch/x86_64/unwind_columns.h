// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WRT_ARCH_UNWIND_COLUMNS_H
#define WRT_ARCH_UNWIND_COLUMNS_H

#include <stdint.h>

namespace wrt {

/// The registers that unwinding follows. The general ones come first, with
/// their DWARF numbers.
struct UnwindColumns {
  static constexpr uint32_t count = 17;
  static constexpr uint32_t stackPointer = 7;
  static constexpr uint32_t returnAddress = 16;

  /// `count` for a register that is not followed.
  static uint64_t of(uint64_t dwarf) { return dwarf < count ? dwarf : count; }
};

} // namespace wrt

#endif
