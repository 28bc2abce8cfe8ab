// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A load behind the memory's least size, if the size is not `other`.
start:
  leaq start+distance(%rip), %rax
  cmpq $other, 8(%rax)
  je out
  movq (%rax), %rax
  movzbl 0x10000(%rax), %eax
out:
  retq
