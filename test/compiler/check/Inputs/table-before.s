# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Jumps to what a table of rows of 12 bytes holds, in front of where it is said to
# be. What lies between the rows leads to the end.
  leaq table(%rip), %r8
  movslq %edi, %rax
  cmpq $-3, %rax
  jl out
  cmpq $-1, %rax
  jg out
  leaq (%rax,%rax,2), %rax
  movslq (%r8,%rax,4), %rcx
  addq %r8, %rcx
  jmp *%rcx
out:
  retq
  .long bad - table, out - table, out - table
  .long bad - table, out - table, out - table
  .long bad - table, out - table, out - table
table:
  .long out - table
bad:
  syscall
