# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Two registers hold the same when a loop begins. Later one of them holds what the
# other did the last time round, if `late`.
  leaq table(%rip), %r8
  movl %edi, %eax
  movl %edi, %ecx
again:
  cmpl $1, %eax
  ja skip
  movslq (%r8,%rcx,4), %r9
  addq %r8, %r9
  jmp *%r9
skip:
  movl %eax, %ecx
  incl %esi
  movl %esi, %eax
  .if !late
  movl %eax, %ecx
  .endif
  decl %edx
  jne again
out:
  retq
table:
  .long out - table, out - table, bad - table
bad:
  syscall
