// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

  .text
  .globl _start
_start:
  mov x29, #0
  mov x30, #0
  bl executorMain
  brk #1

// enterCall(saved, stackTop, function, a, b, c)
  .globl enterCall
enterCall:
  stp x29, x30, [sp, #-160]!
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
  str x9, [x0]
  mov x19, x0
  mov sp, x1
  mov x9, x2
  mov x0, x3
  mov x1, x4
  mov x2, x5
  blr x9
  mov x0, x19
  mov x1, #0

// leaveCall(saved, result)
  .globl leaveCall
leaveCall:
  ldr x9, [x0]
  mov sp, x9
  mov x0, x1
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

  .section .note.GNU-stack, "", @progbits
