;; wasi_unstable has no sock_accept, which came with preview 1.
;; RUN: not wasmc %s -o %t 2>&1 | FileCheck %s
(module
  (import "wasi_unstable" "sock_accept" (func (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")))
;; CHECK: wasi_unstable{{.*}}sock_accept
