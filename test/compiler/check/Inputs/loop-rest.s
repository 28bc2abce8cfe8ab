// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One loop ends early, and another goes on with what is left of its count, by `step`
// a time. The pointer is not always used.
  mov w2, #0x400
  mov x8, #0x10000
first:
  ldr w9, [x8]
  cbnz w9, rest
  subs w2, w2, #4
  add x8, x8, #4
  b.ne first
  ret
rest:
  mov x9, #0x20000
again:
  cbz w1, skip
  strb wzr, [x9, x8]
skip:
  add x9, x9, #1
  subs w2, w2, #step
  b.ne again
  ret
