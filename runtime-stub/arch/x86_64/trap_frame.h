// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the kernel hands a signal handler on x86-64, and how a trap looks there.

#ifndef WRT_ARCH_TRAP_FRAME_H
#define WRT_ARCH_TRAP_FRAME_H

#include <stdint.h>

namespace wrt {

/// The machine's state at an instruction, registers by their DWARF numbers.
struct Registers {
  static constexpr uint32_t count = 17;
  static constexpr uint32_t stackPointer = 7;
  static constexpr uint32_t returnAddress = 16;

  uint64_t pc;
  uint64_t values[count];
};

/// The signal an explicit trap raises, and the one that means an instruction
/// the CPU does not know.
constexpr int trapSignal = 4;
constexpr int illegalSignal = 4;

constexpr unsigned long signalRestorerFlag = 0x04000000;

/// The kernel's struct ucontext up to the last field read here.
struct SignalContext {
  uint64_t flags;
  uint64_t link;
  uint64_t stack[3];
  uint64_t r8, r9, r10, r11, r12, r13, r14, r15;
  uint64_t rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip;
};

inline Registers registersOf(const SignalContext &c) {
  return {c.rip,
          {c.rax, c.rdx, c.rcx, c.rbx, c.rsi, c.rdi, c.rbp, c.rsp, c.r8, c.r9,
           c.r10, c.r11, c.r12, c.r13, c.r14, c.r15, c.rip}};
}

/// The kind of the explicit trap at `pc`, or -1 if there is none: the
/// instruction is `ud1l kind(%eax), %eax`, whose encoding has no place for a
/// displacement of 0.
inline int trapKindAt(const uint8_t *pc) {
  if (pc[0] != 0x67 || pc[1] != 0x0f || pc[2] != 0xb9)
    return -1;
  return pc[3] == 0x40 ? pc[4] : pc[3] == 0 ? 0 : -1;
}

} // namespace wrt

#endif
