// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// void wrt_throw(Exception *): makes the ThrowState of its caller, lets
// wrtUnwind change it to that of a landing pad, and goes there with what
// wrtUnwind returns: in just the registers in which LLVM wants the exception
// and the selector.
//
// _Unwind_Resume is what LLVM calls where no clause of a landing pad matches.

  .section .text.wrt_throw, "ax", @progbits
  .globl wrt_throw
  .hidden wrt_throw
  .type wrt_throw, @function
  .globl _Unwind_Resume
  .hidden _Unwind_Resume
  .type _Unwind_Resume, @function
wrt_throw:
_Unwind_Resume:
  .cfi_startproc
  leaq 8(%rsp), %rax
  movq (%rsp), %rcx
  subq $72, %rsp
  .cfi_adjust_cfa_offset 72
  movq %rbx, (%rsp)
  movq %rbp, 8(%rsp)
  movq %r12, 16(%rsp)
  movq %r13, 24(%rsp)
  movq %r14, 32(%rsp)
  movq %r15, 40(%rsp)
  movq %rax, 48(%rsp)
  movq %rcx, 56(%rsp)
  movq %rsp, %rsi
  callq wrtUnwind
  movq (%rsp), %rbx
  movq 8(%rsp), %rbp
  movq 16(%rsp), %r12
  movq 24(%rsp), %r13
  movq 32(%rsp), %r14
  movq 40(%rsp), %r15
  movq 56(%rsp), %rcx
  movq 48(%rsp), %rsp
  jmpq *%rcx
  .cfi_endproc
  .size wrt_throw, . - wrt_throw
  .size _Unwind_Resume, . - _Unwind_Resume

// Landing pads name it as their personality routine; nobody calls it, as the
// unwinder knows what it would say.
  .globl wrt_personality
  .hidden wrt_personality
wrt_personality:
  ud2

  .section .note.GNU-stack, "", @progbits
