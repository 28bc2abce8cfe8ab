// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pointer into constant memory goes on as often as a count says.
  leaq table(%rip), %rax
  xorl %ecx, %ecx
again:
  movl (%rax), %edx
  addq $4, %rax
  incl %ecx
  cmpl $count, %ecx
  jne again
  retq
table:
  .long 1, 2, 3, 4
