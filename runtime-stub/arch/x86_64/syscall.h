// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The system call instruction of x86-64 Linux, and the numbers of the calls the
// stub makes.

#ifndef WRT_ARCH_SYSCALL_H
#define WRT_ARCH_SYSCALL_H

namespace wrt {

enum class Call : long {
  write = 1,
  close = 3,
  lseek = 8,
  mmap = 9,
  mprotect = 10,
  rtSigaction = 13,
  rtSigprocmask = 14,
  ioctl = 16,
  readv = 19,
  writev = 20,
  schedYield = 24,
  mremap = 25,
  setitimer = 38,
  getpid = 39,
  sendmsg = 46,
  recvmsg = 47,
  shutdown = 48,
  kill = 62,
  fcntl = 72,
  fsync = 74,
  fdatasync = 75,
  ftruncate = 77,
  sigaltstack = 131,
  fstatfs = 138,
  getdents64 = 217,
  fadvise64 = 221,
  clockGettime = 228,
  clockGetres = 229,
  exitGroup = 231,
  openat = 257,
  mkdirat = 258,
  unlinkat = 263,
  linkat = 265,
  symlinkat = 266,
  readlinkat = 267,
  ppoll = 271,
  utimensat = 280,
  fallocate = 285,
  accept4 = 288,
  preadv = 295,
  pwritev = 296,
  prlimit64 = 302,
  renameat2 = 316,
  getrandom = 318,
  statx = 332,
  openat2 = 437,
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
