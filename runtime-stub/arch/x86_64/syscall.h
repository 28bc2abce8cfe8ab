// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The system call instruction of x86-64 Linux, and the numbers of the calls the
// stub makes.

#ifndef WRT_ARCH_SYSCALL_H
#define WRT_ARCH_SYSCALL_H

namespace wrt {

enum class Call : long {
#define SYSCALL(id, name, x86_64, aarch64) id = x86_64,
#include "wrt/syscalls.def"
#undef SYSCALL
};

// Flags of open that have numbers of their own on each machine.
constexpr int openDirectory = 0200000;
constexpr int openNoFollow = 0400000;

inline long rawCall(Call number, long a, long b, long c) {
  long result = long(number);
  asm volatile("syscall"
               : "+a"(result)
               : "D"(a), "S"(b), "d"(c)
               : "rcx", "r11", "memory");
  return result;
}

inline long rawCall(Call number, long a, long b, long c, long d, long e,
                    long f) {
  long result = long(number);
  register long r10 asm("r10") = d;
  register long r8 asm("r8") = e;
  register long r9 asm("r9") = f;
  asm volatile("syscall"
               : "+a"(result)
               : "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
               : "rcx", "r11", "memory");
  return result;
}

} // namespace wrt

#endif
