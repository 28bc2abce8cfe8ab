// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WRT_ARCH_TRAP_H
#define WRT_ARCH_TRAP_H

#include "wrt/abi.h"

namespace wrt {

/// Traps as compiled code does.
template <Trap kind> [[noreturn]] void trap() {
  static_assert(int(kind) > 0, "kind 0 has another encoding");
  asm volatile(".byte 0x67, 0x0f, 0xb9, 0x40, %c0" : : "i"(int(kind)));
  __builtin_unreachable();
}

} // namespace wrt

#endif
