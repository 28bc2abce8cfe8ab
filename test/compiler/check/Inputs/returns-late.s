# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A function that returns only if a variable is not zero. What stores to it is found
# after the function was looked at.
start:
  subq $8, %rsp
  callq inner
  .if bad
  syscall
  .endif
  addq $8, %rsp
  retq
inner:
  movl start+variable(%rip), %eax
  leaq table(%rip), %rcx
  movslq (%rcx,%rax,4), %rdx
  addq %rcx, %rdx
  jmp *%rdx
trap:
  ud2
out:
  retq
table:
  .long trap - table, out - table
