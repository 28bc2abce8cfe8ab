// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call into an instance, and the way out of one that does not return. The
// stack pointer to go back to is LibraryInstance::entryStack.

#define ENTRY_STACK 16

  .text
  .globl wrtCall
  .hidden wrtCall
  .type wrtCall, @function
wrtCall:
  .cfi_startproc
  pushq %rbp
  .cfi_adjust_cfa_offset 8
  pushq %rbx
  .cfi_adjust_cfa_offset 8
  pushq %r12
  .cfi_adjust_cfa_offset 8
  pushq %r13
  .cfi_adjust_cfa_offset 8
  pushq %r14
  .cfi_adjust_cfa_offset 8
  pushq %r15
  .cfi_adjust_cfa_offset 8
  subq $8, %rsp
  .cfi_adjust_cfa_offset 8
  movq %rsp, ENTRY_STACK(%rdi)
  movq %rsi, %rax
  movq %rdx, %rsi
  callq *%rax
  xorl %eax, %eax
.Lreturn:
  addq $8, %rsp
  .cfi_adjust_cfa_offset -8
  popq %r15
  .cfi_adjust_cfa_offset -8
  popq %r14
  .cfi_adjust_cfa_offset -8
  popq %r13
  .cfi_adjust_cfa_offset -8
  popq %r12
  .cfi_adjust_cfa_offset -8
  popq %rbx
  .cfi_adjust_cfa_offset -8
  popq %rbp
  .cfi_adjust_cfa_offset -8
  retq
  .cfi_endproc
  .size wrtCall, . - wrtCall

  .globl wrtLeave
  .hidden wrtLeave
  .type wrtLeave, @function
wrtLeave:
  movl %esi, %eax
  movq ENTRY_STACK(%rdi), %rsp
  jmp .Lreturn
  .size wrtLeave, . - wrtLeave

  .section .note.GNU-stack, "", @progbits
