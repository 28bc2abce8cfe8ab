# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A pointer goes on with a count, by 4 a time until that is `end`. It is not always
# used, so that the end of memory does not stop it.
  xorl %ecx, %ecx
  movl $0x10000, %eax
again:
  testl %esi, %esi
  je skip
  movl %edi, (%rax)
skip:
  addq $4, %rax
  addl $4, %ecx
  cmpl $end, %ecx
  jne again
  retq
