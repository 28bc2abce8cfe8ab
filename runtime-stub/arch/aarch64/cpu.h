// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What code for AArch64 needs of the CPU: bits of AT_HWCAP and AT_HWCAP2, none
// for plain armv8-a.

#ifndef WRT_ARCH_CPU_H
#define WRT_ARCH_CPU_H

#include "runtime-stub/message.h"
#include "wrt/abi.h"

#include <stdint.h>

namespace wrt {

/// Whether the CPU must be checked before the program runs: the kernel has
/// already said what there is, so always.
inline bool checkCpuAtStart(const CpuNeeds &needs) {
  return needs.words[0] || needs.words[1];
}

inline bool cpuHas(const CpuNeeds &needs, const uint64_t *hardware) {
  return !(needs.words[0] & ~hardware[0]) && !(needs.words[1] & ~hardware[1]);
}

/// Names what the CPU lacks.
inline void describeLack(Message &message, const CpuNeeds &needs,
                         const uint64_t *hardware) {
  struct Feature {
    uint8_t word, bit;
    char name[14]; // In place: a pointer would need relocating.
  };
  static constexpr Feature features[] = {
#define FEATURE(name, word, bit) {word, bit, name},
#include "wrt/aarch64_features.def"
#undef FEATURE
  };
  const char *separator = "";
  for (const Feature &feature : features)
    if ((needs.words[feature.word] & ~hardware[feature.word]) >> feature.bit &
        1) {
      message.text(separator).text(feature.name);
      separator = " ";
    }
}

} // namespace wrt

#endif
