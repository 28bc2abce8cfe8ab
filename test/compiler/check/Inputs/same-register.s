# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Two registers hold the same wherever paths meet; one is compared, the other is the
# index. On one path they hold 1 and `second`.
  leaq table(%rip), %r8
  testl %edx, %edx
  je other
  movl %edi, %eax
  movl %edi, %ecx
  jmp meet
other:
  movl $1, %eax
  movl $second, %ecx
meet:
  cmpl $1, %eax
  ja out
  movslq (%r8,%rcx,4), %rcx
  addq %r8, %rcx
  jmp *%rcx
out:
  retq
table:
  .long out - table, out - table, bad - table
bad:
  syscall
