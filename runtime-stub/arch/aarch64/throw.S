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
  sub sp, sp, #176
  .cfi_def_cfa_offset 176
  stp x19, x20, [sp]
  stp x21, x22, [sp, #16]
  stp x23, x24, [sp, #32]
  stp x25, x26, [sp, #48]
  stp x27, x28, [sp, #64]
  stp x29, x30, [sp, #80]
  .cfi_offset x30, -88
  stp d8, d9, [sp, #96]
  stp d10, d11, [sp, #112]
  stp d12, d13, [sp, #128]
  stp d14, d15, [sp, #144]
  add x9, sp, #176
  stp x9, x30, [sp, #160]
  mov x1, sp
  bl wrtUnwind
  ldp x19, x20, [sp]
  ldp x21, x22, [sp, #16]
  ldp x23, x24, [sp, #32]
  ldp x25, x26, [sp, #48]
  ldp x27, x28, [sp, #64]
  ldp x29, x30, [sp, #80]
  ldp d8, d9, [sp, #96]
  ldp d10, d11, [sp, #112]
  ldp d12, d13, [sp, #128]
  ldp d14, d15, [sp, #144]
  ldp x9, x10, [sp, #160]
  mov sp, x9
  br x10
  .cfi_endproc
  .size wrt_throw, . - wrt_throw
  .size _Unwind_Resume, . - _Unwind_Resume

// Landing pads name it as their personality routine; nobody calls it, as the
// unwinder knows what it would say.
  .globl wrt_personality
  .hidden wrt_personality
wrt_personality:
  brk #0

  .section .note.GNU-stack, "", @progbits
