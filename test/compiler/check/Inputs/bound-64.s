# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A load of 4 bytes at an index that was compared with `less` less than the size.
start:
  leaq start+distance(%rip), %rax
  movq 8(%rax), %rcx
  addq $-less, %rcx
  cmpq %rcx, %rdi
  .if signed
  jg out
  .else
  ja out
  .endif
  movq (%rax), %rax
  movl (%rax,%rdi), %eax
out:
  retq
