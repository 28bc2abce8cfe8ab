// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What code for x86-64 needs of the CPU: the first word N stands for x86-64-vN,
// 0 for any CPU.

#ifndef WRT_ARCH_CPU_H
#define WRT_ARCH_CPU_H

#include "runtime-stub/message.h"
#include "wrt/abi.h"

#include <stdint.h>

namespace wrt {

/// Whether the CPU must be checked before the program runs. Instructions
/// of v2 that a CPU lacks are illegal there, so the check can wait for the
/// signal; some of v3 (lzcnt, tzcnt) silently mean something else.
inline bool checkCpuAtStart(const CpuNeeds &needs) {
  return needs.words[0] >= 3;
}

struct CpuId {
  uint32_t a, b, c, d;
};

inline CpuId cpuId(uint32_t leaf) {
  CpuId r;
  asm volatile("cpuid"
               : "=a"(r.a), "=b"(r.b), "=c"(r.c), "=d"(r.d)
               : "a"(leaf), "c"(0));
  return r;
}

/// Whether this CPU, and the kernel for wide registers, has all of the level.
[[gnu::cold]] inline bool cpuHas(const CpuNeeds &needs, const uint64_t *) {
  uint64_t level = needs.words[0];
  auto has = [](uint32_t word, uint32_t bits) { return (word & bits) == bits; };
  // sse3 ssse3 cx16 sse4.1 sse4.2 popcnt; lahf
  constexpr uint32_t v2 =
      1u | 1u << 9 | 1u << 13 | 1u << 19 | 1u << 20 | 1u << 23;
  // fma movbe osxsave avx f16c; bmi1 avx2 bmi2; lzcnt
  constexpr uint32_t v3 = 1u << 12 | 1u << 22 | 1u << 27 | 1u << 28 | 1u << 29;
  constexpr uint32_t v3Extended = 1u << 3 | 1u << 5 | 1u << 8;
  // avx512 f dq cd bw vl
  constexpr uint32_t v4Extended =
      1u << 16 | 1u << 17 | 1u << 28 | 1u << 30 | 1u << 31;
  uint32_t base = cpuId(1).c;
  uint32_t more = cpuId(0x80000001).c;
  if (level >= 2 && !(has(base, v2) && has(more, 1)))
    return false;
  if (level < 3)
    return true;
  if (!has(base, v3) || !has(more, 1u << 5) || cpuId(0).a < 7)
    return false;
  uint32_t extended = cpuId(7).b;
  uint32_t enabled, high;
  asm volatile("xgetbv" : "=a"(enabled), "=d"(high) : "c"(0));
  if (!has(extended, v3Extended) || !has(enabled, 0x06))
    return false;
  return level < 4 || (has(extended, v4Extended) && has(enabled, 0xe6));
}

/// Names what the CPU lacks.
inline void describeLack(Message &message, const CpuNeeds &needs,
                         const uint64_t *) {
  message.text("x86-64-v").number(needs.words[0]);
}

} // namespace wrt

#endif
