// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// CPU levels on AArch64: wasm_cpu_level is the set of bits of AT_HWCAP that the
// code needs, 0 for plain armv8-a.

#ifndef WRT_ARCH_CPU_H
#define WRT_ARCH_CPU_H

#include "runtime-stub/message.h"

#include <stdint.h>

namespace wrt {

/// Whether a program of this level must be checked before it runs: the kernel
/// has already said what there is, so always.
inline bool checkCpuAtStart(uint32_t level) { return level != 0; }

inline bool cpuHasLevel(uint32_t level, uint64_t hardware) {
  return (level & ~hardware) == 0;
}

inline void describeCpuLevel(Message &message, uint32_t level) {
  message.text("the features with AT_HWCAP bits ").hex(level);
}

} // namespace wrt

#endif
