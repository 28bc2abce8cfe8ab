# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A loop that begins in its middle, as compilers turn them, with paths that join in
# it. Its count goes by `step`.
  xorl %ecx, %ecx
  movl $0x10000, %eax
  jmp head
latch:
  addq $4, %rax
  addl $step, %ecx
  cmpl $99, %ecx
  je out
head:
  testl %esi, %esi
  je latch
  movl %edi, (%rax)
  testl %edx, %edx
  je latch
  movl %edx, (%rax)
  jmp latch
out:
  retq
