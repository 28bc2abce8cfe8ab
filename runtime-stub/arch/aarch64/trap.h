// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WRT_ARCH_TRAP_H
#define WRT_ARCH_TRAP_H

#include "wrt/abi.h"

namespace wrt {

/// Traps as compiled code does.
template <Trap kind> [[noreturn]] void trap() {
  asm volatile("brk %0" : : "i"(0x5500 | int(kind)));
  __builtin_unreachable();
}

} // namespace wrt

#endif
