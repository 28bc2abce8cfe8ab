// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The system call instruction of AArch64 Linux, and the numbers of the calls
// the stub makes: those of the kernel's generic table.

#ifndef WRT_ARCH_SYSCALL_H
#define WRT_ARCH_SYSCALL_H

namespace wrt {

enum class Call : long {
  fcntl = 25,
  ioctl = 29,
  mkdirat = 34,
  unlinkat = 35,
  symlinkat = 36,
  linkat = 37,
  ftruncate = 46,
  fallocate = 47,
  openat = 56,
  close = 57,
  getdents64 = 61,
  lseek = 62,
  write = 64,
  readv = 65,
  writev = 66,
  preadv = 69,
  pwritev = 70,
  ppoll = 73,
  readlinkat = 78,
  fsync = 82,
  fdatasync = 83,
  utimensat = 88,
  exitGroup = 94,
  setitimer = 103,
  clockGettime = 113,
  clockGetres = 114,
  schedYield = 124,
  kill = 129,
  sigaltstack = 132,
  rtSigaction = 134,
  rtSigprocmask = 135,
  getpid = 172,
  shutdown = 210,
  sendmsg = 211,
  recvmsg = 212,
  mremap = 216,
  mmap = 222,
  fadvise64 = 223,
  mprotect = 226,
  accept4 = 242,
  prlimit64 = 261,
  renameat2 = 276,
  getrandom = 278,
  statx = 291,
  openat2 = 437,
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
