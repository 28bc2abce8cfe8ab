;; The header names what the module exports and imports, in C that is C++ too;
;; names that C cannot have, or that are taken, become others.
;; REQUIRES: x86_64-linux
;; RUN: mkdir -p %t && cd %t && wasmc --emit shared --header a-filter.h %s -o a.so
;; RUN: echo '#include "a-filter.h"' > %t/use.c && cp %t/use.c %t/use.cpp
;; RUN: clang-22 -std=c99 -pedantic -Wall -Wextra -Werror -fsyntax-only %t/use.c
;; RUN: clang++-22 -std=c++11 -pedantic -Wall -Wextra -Werror -fsyntax-only %t/use.cpp
;; RUN: FileCheck %s < %t/a-filter.h
(module
  (import "env" "log it" (func (param i32 f32)))
  (import "env" "log.it" (func (result v128)))
  (import "wasi_snapshot_preview1" "fd_close" (func (param i32) (result i32)))
  (global (export "g") (mut i64) (i64.const 0))
  (global (export "constant") f32 (f32.const 1))
  (func (export "run") (param i32 i64 f32 f64 v128) (result f64) (local.get 3))
  (func (export "re-set") (result i32 i64) (i32.const 1) (i64.const 2))
  (func (export "re_set") (result v128) (v128.const i32x4 1 2 3 4))
  (func (export "reset"))
  (func (export "*/ \22\n") )
  (func (export "ref") (param funcref))
  (func (export "_initialize")))
;; CHECK: Made by wasmc {{.*}} from header.wat.
;; CHECK: typedef struct a_filter a_filter;
;; CHECK: "env" "log it"
;; CHECK-NEXT: void (*env_log_it)(void *context, int32_t p0, float p1);
;; CHECK: void (*env_log_it_2)(void *context, wasmc_v128 *r0);
;; CHECK: int32_t (*wasi_snapshot_preview1_fd_close)(void *context, int32_t p0);
;; CHECK: int a_filter_instantiate(a_filter **out, const a_filter_imports *imports, void *context,
;; CHECK: int a_filter_run(a_filter *instance, int32_t p0, int64_t p1, float p2, double p3, const wasmc_v128 *p4, double *r0);
;; CHECK: int a_filter_re_set(a_filter *instance, int32_t *r0, int64_t *r1);
;; CHECK: int a_filter_re_set_2(a_filter *instance, wasmc_v128 *r0);
;; CHECK: /* "reset" */
;; CHECK-NEXT: int a_filter_reset_2(a_filter *instance);
;; CHECK: /* "*\2F \22\0A" */
;; CHECK-NEXT: int a_filter_{{_+}}(a_filter *instance);
;; CHECK-NOT: initialize
;; CHECK: int64_t a_filter_g_get(a_filter *instance);
;; CHECK-NEXT: void a_filter_g_set(a_filter *instance, int64_t value);
;; CHECK: float a_filter_constant_get(a_filter *instance);
;; CHECK-NOT: constant_set
;; CHECK: /* "ref" takes or returns a reference, so C cannot call it. */
