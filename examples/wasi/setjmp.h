// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// setjmp as clang makes it of WebAssembly's exceptions, by
// -mllvm -wasm-enable-sjlj; Debian's wasi-libc is older than that. What the
// compiler calls is in setjmp.c.

#ifndef EXAMPLES_WASI_SETJMP_H
#define EXAMPLES_WASI_SETJMP_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  void *invocation; // The call of the function that called setjmp,
  unsigned label;   // and which of its setjmps it was, counted from 1.
  struct {
    void *environment;
    int value;
  } thrown;
} jmp_buf[1];

int setjmp(jmp_buf) __attribute__((__returns_twice__));
void longjmp(jmp_buf, int) __attribute__((__noreturn__));

#ifdef __cplusplus
}
#endif

#endif
