// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the kernel hands a signal handler on AArch64, and how a trap looks
// there.

#ifndef WRT_ARCH_TRAP_FRAME_H
#define WRT_ARCH_TRAP_FRAME_H

#include <stdint.h>

namespace wrt {

/// The machine's state at an instruction, registers by their DWARF numbers.
struct Registers {
  static constexpr uint32_t count = 32;
  static constexpr uint32_t stackPointer = 31;
  static constexpr uint32_t returnAddress = 30;

  uint64_t pc;
  uint64_t values[count];
};

/// The signal an explicit trap raises, and the one that means an instruction
/// the CPU does not know.
constexpr int trapSignal = 5;
constexpr int illegalSignal = 4;

constexpr unsigned long signalRestorerFlag = 0;

/// The kernel's struct ucontext up to the last field read here.
struct SignalContext {
  uint64_t flags;
  uint64_t link;
  uint64_t stack[3];
  uint64_t mask[16];
  uint64_t padding;
  uint64_t faultAddress;
  uint64_t x[31];
  uint64_t sp;
  uint64_t pc;
};

inline Registers registersOf(const SignalContext &c) {
  Registers r;
  r.pc = c.pc;
  for (uint32_t i = 0; i < 31; ++i)
    r.values[i] = c.x[i];
  r.values[Registers::stackPointer] = c.sp;
  return r;
}

/// The kind of the explicit trap at `pc`, or -1 if there is none: the
/// instruction is `brk #(0x5500 | kind)`.
inline int trapKindAt(const uint8_t *pc) {
  uint32_t instruction = *reinterpret_cast<const uint32_t *>(pc);
  if ((instruction & ~(uint32_t(0xff) << 5)) == (0xd4200000u | 0x5500u << 5))
    return int(instruction >> 5 & 0xff);
  return -1;
}

} // namespace wrt

#endif
