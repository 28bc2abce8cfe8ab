// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the kernel to the program: wrtStart sets everything up on the kernel's
// stack and returns the top of the program's own.

  .section .text._start, "ax", @progbits
  .globl _start
  .hidden _start
  .type _start, @function
_start:
  xorl %ebp, %ebp
  movq %rsp, %rdi
  andq $-16, %rsp
  callq wrtStart
  movq %rax, %rsp
  callq wasm_entry
  xorl %edi, %edi
  movl $231, %eax // exit_group
  syscall
  ud2
  .size _start, . - _start

  .section .note.GNU-stack, "", @progbits
