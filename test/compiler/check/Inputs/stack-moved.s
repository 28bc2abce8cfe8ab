// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function that gives another more of the stack than it has itself: the return
// address goes to `place`, and the other takes `taken` bytes off.
  callq few
  retq
few:
  movq (%rsp), %rax
  subq $16, %rsp
  movq $1, 8(%rsp)
  movq $2, 16(%rsp)
  movq %rax, place(%rsp)
  jmp many
many:
  movq 8(%rsp), %rax
  retq $taken
