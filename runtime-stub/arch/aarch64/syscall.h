// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The system call instruction of AArch64 Linux, and the numbers of the calls
// the stub makes: those of the kernel's generic table.

#ifndef WRT_ARCH_SYSCALL_H
#define WRT_ARCH_SYSCALL_H

namespace wrt {

enum class Call : long {
#define SYSCALL(id, name, x86_64, aarch64) id = aarch64,
#include "wrt/syscalls.def"
#undef SYSCALL
};

// Flags of open that have numbers of their own on each machine.
constexpr int openDirectory = 040000;
constexpr int openNoFollow = 0100000;

inline long rawCall(Call number, long a, long b, long c) {
  register long x8 asm("x8") = long(number);
  register long x0 asm("x0") = a;
  register long x1 asm("x1") = b;
  register long x2 asm("x2") = c;
  asm volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
  return x0;
}

inline long rawCall(Call number, long a, long b, long c, long d, long e,
                    long f) {
  register long x8 asm("x8") = long(number);
  register long x0 asm("x0") = a;
  register long x1 asm("x1") = b;
  register long x2 asm("x2") = c;
  register long x3 asm("x3") = d;
  register long x4 asm("x4") = e;
  register long x5 asm("x5") = f;
  asm volatile("svc #0"
               : "+r"(x0)
               : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
               : "memory");
  return x0;
}

} // namespace wrt

#endif
