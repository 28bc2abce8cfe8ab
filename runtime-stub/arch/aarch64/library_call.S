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
  stp x29, x30, [sp, #-160]!
  .cfi_def_cfa_offset 160
  .cfi_offset x29, -160
  .cfi_offset x30, -152
  mov x29, sp
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  stp x23, x24, [sp, #48]
  stp x25, x26, [sp, #64]
  stp x27, x28, [sp, #80]
  stp d8, d9, [sp, #96]
  stp d10, d11, [sp, #112]
  stp d12, d13, [sp, #128]
  stp d14, d15, [sp, #144]
  mov x9, sp
  str x9, [x0, #ENTRY_STACK]
  mov x9, x1
  mov x1, x2
  blr x9
  mov w0, #0
.Lreturn:
  ldp x19, x20, [sp, #16]
  ldp x21, x22, [sp, #32]
  ldp x23, x24, [sp, #48]
  ldp x25, x26, [sp, #64]
  ldp x27, x28, [sp, #80]
  ldp d8, d9, [sp, #96]
  ldp d10, d11, [sp, #112]
  ldp d12, d13, [sp, #128]
  ldp d14, d15, [sp, #144]
  ldp x29, x30, [sp], #160
  ret
  .cfi_endproc
  .size wrtCall, . - wrtCall

  .globl wrtLeave
  .hidden wrtLeave
  .type wrtLeave, @function
wrtLeave:
  ldr x9, [x0, #ENTRY_STACK]
  mov sp, x9
  mov w0, w1
  b .Lreturn
  .size wrtLeave, . - wrtLeave

  .section .note.GNU-stack, "", @progbits
