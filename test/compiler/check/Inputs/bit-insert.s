// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lowest `count` bits of an address come from elsewhere, then 8 of it from bit
// `up` on.
  mov x8, #0x10000
  bfxil x8, x9, #0, #count
  ldr w0, [x8]
  mov x8, #0x10000
  bfi x8, x9, #up, #8
  ldr w0, [x8]
  ret
