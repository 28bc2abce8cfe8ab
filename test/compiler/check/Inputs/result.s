# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What a function returns, 1 or `index` or, if that
# is negative, anything, is used as an index without comparing it.
  subq $8, %rsp
  callq inner
  leaq table(%rip), %rdx
  movslq (%rdx,%rax,4), %rcx
  addq %rdx, %rcx
  addq $8, %rsp
  jmp *%rcx
inner:
  movl $1, %eax
  testl %edi, %edi
  je out
  .if index < 0
  movl %esi, %eax
  .else
  movl $index, %eax
  .endif
out:
  retq
table:
  .long out - table, out - table, bad - table
bad:
  syscall
