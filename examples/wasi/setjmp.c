// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions that clang calls for setjmp and longjmp. A longjmp throws an
// exception of the tag __c_longjmp, with the address of `thrown`. Every
// function that calls setjmp catches it and asks whether it is meant.

#include <setjmp.h>

__asm__(".globl __c_longjmp\n"
        ".tagtype __c_longjmp i32\n"
        "__c_longjmp:\n");

/// setjmp number `label` in a call of a function, which `invocation` tells from
/// other calls of it.
void __wasm_setjmp(jmp_buf environment, unsigned label, void *invocation) {
  environment->invocation = invocation;
  environment->label = label;
}

/// The number of the setjmp that a longjmp goes to, if it is in this call;
/// else 0.
unsigned __wasm_setjmp_test(jmp_buf environment, void *invocation) {
  return environment->invocation == invocation ? environment->label : 0;
}

void __wasm_longjmp(jmp_buf environment, int value) {
  enum { cLongjmp = 1 }; // The tag, as LLVM counts them.
  environment->thrown.environment = environment;
  environment->thrown.value = value ? value : 1;
  __builtin_wasm_throw(cLongjmp, &environment->thrown);
}
