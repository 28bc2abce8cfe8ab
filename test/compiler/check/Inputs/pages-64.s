# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A load at `at` of a memory that was found to have `pages` pages.
start:
  leaq start+distance(%rip), %rax
  movq 8(%rax), %rcx
  shrq $16, %rcx
  cmpq $pages, %rcx
  jne out
  movq (%rax), %rax
  movl at(%rax), %eax
out:
  retq
