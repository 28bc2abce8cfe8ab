// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WRT_ARCH_UNWIND_COLUMNS_H
#define WRT_ARCH_UNWIND_COLUMNS_H

#include <stdint.h>

namespace wrt {

/// The registers that unwinding follows. The general ones come first, with
/// their DWARF numbers; then d8 to d15, which a function must keep.
struct UnwindColumns {
  static constexpr uint32_t stackPointer = 31;
  static constexpr uint32_t returnAddress = 30;
  static constexpr uint32_t d8 = 32;
  static constexpr uint32_t count = 40;

  /// `count` for a register that is not followed.
  static uint64_t of(uint64_t dwarf) {
    constexpr uint64_t dwarfD8 = 72;
    if (dwarf < d8)
      return dwarf;
    return dwarf >= dwarfD8 && dwarf < dwarfD8 + 8 ? dwarf - dwarfD8 + d8
                                                   : count;
  }
};

} // namespace wrt

#endif
