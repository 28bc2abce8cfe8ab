# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The same, but what they share begins with the branch behind the comparison of the
# index. The second compares another register if `other`.
  leaq table(%rip), %r8
  testl %edx, %edx
  je second
  movl %edi, %eax
  cmpl $1, %eax
  jmp shared
second:
  movl %esi, %eax
  .if other
  cmpl $1, %ecx
  .else
  cmpl $1, %eax
  .endif
shared:
  ja out
  cmpl $2, (%r8,%rax,8)
  jne out
  movslq 4(%r8,%rax,8), %rcx
  addq %r8, %rcx
  jmp *%rcx
out:
  retq
table:
  .long 2, out - table, 3, bad - table
bad:
  syscall
