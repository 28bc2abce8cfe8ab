// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An index of which no bit of `mask` is set.
  tst x0, #mask
  b.ne out
  mov w8, w0
  adr x9, table
  ldr w0, [x9, x8, lsl #2]
out:
  ret
table:
  .word 1, 2, 3, 4, 5, 6, 7, 8
