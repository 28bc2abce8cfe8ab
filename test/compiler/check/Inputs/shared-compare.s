# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Two calls through a table, each of an index of its own, share their end. The
# second compares the type with `type`.
  leaq table(%rip), %r8
  testl %edx, %edx
  je second
  movl %edi, %eax
  cmpl $1, %eax
  ja out
  cmpl $2, (%r8,%rax,8)
  jne out
  jmp shared
second:
  movl %esi, %eax
  cmpl $1, %eax
  ja out
  cmpl $type, (%r8,%rax,8)
  jne out
shared:
  movslq 4(%r8,%rax,8), %rcx
  addq %r8, %rcx
  jmp *%rcx
out:
  retq
table:
  .long 2, out - table, 3, bad - table
bad:
  syscall
