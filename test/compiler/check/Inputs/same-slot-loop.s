# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A register and a word of the frame hold the same when a loop begins. Later the word
# holds what the register did the last time round, if `late`.
  leaq table(%rip), %r8
  pushq %rax
  movl %edi, %eax
  movq %rax, (%rsp)
again:
  cmpl $1, %eax
  ja skip
  movq (%rsp), %rcx
  movslq (%r8,%rcx,4), %r9
  addq %r8, %r9
  addq $8, %rsp
  jmp *%r9
skip:
  movq %rax, (%rsp)
  incl %esi
  movl %esi, %eax
  .if !late
  movq %rax, (%rsp)
  .endif
  decl %edx
  jne again
  addq $8, %rsp
out:
  retq
table:
  .long out - table, out - table, bad - table
bad:
  syscall
