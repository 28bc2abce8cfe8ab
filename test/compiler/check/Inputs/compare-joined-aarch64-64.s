// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two indices are compared, and bit `bit` of both results is tested.
  cmp x0, #1000
  cset w8, hs
  cmp x1, #2000
  cset w9, hs
  orr w8, w8, w9
  tbnz w8, #bit, out
  ldrb w0, [x0, x1]
out:
  ret
