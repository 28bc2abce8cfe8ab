// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The low byte of a register of which nothing is known is set, and tested.
  movq 0x1000, %rax
  movb $value, %al
  testb %al, %al
  jne out
  syscall
out:
  retq
