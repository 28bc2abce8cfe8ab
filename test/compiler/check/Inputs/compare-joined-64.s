// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two indices are compared, and `join` of what came of it is tested; `pass` is how.
  cmpq $1000, %rdi
  setae %al
  cmpq $2000, %rsi
  setae %cl
  .if joinsByOr
  orb %cl, %al
  .else
  andb %cl, %al
  .endif
  testb $1, %al
  .if passesIfOne
  je out
  .else
  jne out
  .endif
  movzbl (%rdi,%rsi), %eax
out:
  retq
