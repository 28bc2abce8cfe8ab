// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A host program without a C library, so that it can be linked for any target:
// it begins at start(), prints, and ends.

static long systemCall(long number, long a, long b, long c) {
#ifdef __x86_64__
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c)
                   : "rcx", "r11", "memory");
  return result;
#else
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
  return x0;
#endif
}

static void print(const char *text) {
  long length = 0;
  while (text[length])
    ++length;
#ifdef __x86_64__
  systemCall(1, 1, (long)text, length);
#else
  systemCall(64, 1, (long)text, length);
#endif
}

static void printNumber(long number) {
  char digits[24], *at = digits + sizeof(digits) - 1;
  unsigned long rest =
      number < 0 ? -(unsigned long)number : (unsigned long)number;
  *at = 0;
  do
    *--at = (char)('0' + rest % 10);
  while (rest /= 10);
  if (number < 0)
    *--at = '-';
  print(at);
}

/// A line: what it is, the error's text, a number.
static void report(const char *what, const char *error, long number) {
  print(what);
  print(": ");
  print(error);
  print(", ");
  printNumber(number);
  print("\n");
}

static void start(void);

__attribute__((noreturn, used)) static void begin(void) {
  start();
#ifdef __x86_64__
  systemCall(231, 0, 0, 0);
#else
  systemCall(94, 0, 0, 0);
#endif
  __builtin_trap();
}

#ifdef __x86_64__
__asm__(".globl _start\n_start: xor %ebp, %ebp\nand $-16, %rsp\ncall begin\n");
#else
__asm__(".globl _start\n_start: mov x29, #0\nmov x30, #0\nbl begin\n");
#endif
