// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

  .text
  .globl _start
_start:
  xorl %ebp, %ebp
  andq $-16, %rsp
  callq executorMain
  ud2

// enterCall(saved, stackTop, function, a, b, c)
  .globl enterCall
enterCall:
  pushq %rbx
  pushq %rbp
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rdi, %rbx
  movq %rsi, %rsp
  movq %rdx, %rax
  movq %rcx, %rdi
  movq %r8, %rsi
  movq %r9, %rdx
  callq *%rax
  movq %rbx, %rdi
  xorl %esi, %esi

// leaveCall(saved, result)
  .globl leaveCall
leaveCall:
  movq (%rdi), %rsp
  movq %rsi, %rax
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbp
  popq %rbx
  retq

  .section .note.GNU-stack, "", @progbits
