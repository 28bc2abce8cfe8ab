# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The same with the end of the count in a register: a multiple of 40, plus `more`.
  movzbl %dil, %edi
  testl %edi, %edi
  je out
  leal (,%rdi,8), %edi
  leal more(%rdi,%rdi,4), %edi
  xorl %ecx, %ecx
  movl $0x10000, %eax
again:
  testl %esi, %esi
  je skip
  movl %edi, (%rax)
skip:
  addq $4, %rax
  addl $40, %ecx
  cmpl %ecx, %edi
  jne again
out:
  retq
