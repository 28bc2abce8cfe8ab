// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A frame of `size` bytes that is touched each `step` bytes.
  movq %rsp, %r11
  subq $size, %r11
again:
  subq $step, %rsp
  movq $0, (%rsp)
  cmpq %r11, %rsp
  jne again
  addq $size, %rsp
  retq
