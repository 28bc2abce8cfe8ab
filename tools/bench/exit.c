// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The least a program can do: the floor that start-up is measured against. With
// MEMORY and FILTER what the kernel takes at least for a linear memory of which
// two pages are touched, and for a filter of system calls that allows all.

#if defined(__x86_64__)
enum {
  callExit = 231,
  callMmap = 9,
  callMprotect = 10,
  callPrctl = 157,
  callSeccomp = 317
};
#elif defined(__aarch64__)
enum {
  callExit = 94,
  callMmap = 222,
  callMprotect = 226,
  callPrctl = 167,
  callSeccomp = 277
};
#endif

static inline void call(long number, long a, long b, long c, long d, long e) {
#if defined(__x86_64__)
  register long fourth __asm__("r10") = d;
  register long fifth __asm__("r8") = e;
  register long sixth __asm__("r9") = 0;
  __asm__ volatile("syscall"
                   : "+a"(number)
                   : "D"(a), "S"(b), "d"(c), "r"(fourth), "r"(fifth), "r"(sixth)
                   : "rcx", "r11", "memory");
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = 0;
  __asm__ volatile("svc 0"
                   : "+r"(x0)
                   : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                   : "memory");
#endif
}

__attribute__((noreturn)) void _start(void) {
#ifdef MEMORY
  // As the stub does: private, anonymous, not reserved, at a fixed new place.
  call(callMmap, 0x10000, 0x200010000, 0, 0x104022, -1);
  call(callMprotect, 0x10000, 0x20000, 3, 0, 0);
  *(volatile char *)0x1f000 = 1;
  *(volatile char *)0x20000 = 1;
#endif
#ifdef FILTER
  static const struct {
    unsigned short code;
    unsigned char ifTrue, ifFalse;
    unsigned operand;
  } allow = {6, 0, 0, 0x7fff0000};
  // Its length, then its address. Stored one by one: nobody relocates data.
  volatile long program[2];
  program[0] = 1;
  program[1] = (long)&allow;
  call(callPrctl, 38, 1, 0, 0, 0);
  call(callSeccomp, 1, 4, (long)&program, 0, 0);
#endif
  call(callExit, 0, 0, 0, 0, 0);
  __builtin_unreachable();
}
