# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The same, but what they share compares the type already. The second reads it
# `apart` bytes off.
  leaq table(%rip), %r8
  testl %edx, %edx
  je second
  movl %edi, %eax
  cmpl $1, %eax
  ja out
  movl (%r8,%rax,8), %r9d
  jmp shared
second:
  movl %esi, %eax
  cmpl $1, %eax
  ja out
  movl apart(%r8,%rax,8), %r9d
shared:
  cmpl $2, %r9d
  jne out
  movslq 4(%r8,%rax,8), %rcx
  addq %r8, %rcx
  jmp *%rcx
out:
  retq
table:
  .long 2, out - table, 3, bad - table, 2, out - table
bad:
  syscall
