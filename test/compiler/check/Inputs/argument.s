# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A function that uses its argument as an index of a table without comparing it: those
# that call it give it 1 and `index`, or, if that is negative, anything.
  movl %edi, %edx
  movl $1, %edi
  callq inner
  .if index < 0
  movl %edx, %edi
  .else
  movl $index, %edi
  .endif
  callq inner
  retq
inner:
  leaq table(%rip), %rax
  movslq (%rax,%rdi,4), %rcx
  addq %rax, %rcx
  jmp *%rcx
out:
  retq
table:
  .long out - table, out - table, bad - table
bad:
  syscall
