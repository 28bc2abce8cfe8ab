// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the kernel to the program: wrtStart sets everything up on the kernel's
// stack and returns the top of the program's own.

  .section .text._start, "ax", @progbits
  .globl _start
  .hidden _start
  .type _start, @function
_start:
  mov x29, #0
  mov x30, #0
  mov x0, sp
  bl wrtStart
  mov sp, x0
  bl wasm_entry
  mov x0, #0
  mov x8, #94 // exit_group
  svc #0
  brk #0
  .size _start, . - _start

  .section .note.GNU-stack, "", @progbits
