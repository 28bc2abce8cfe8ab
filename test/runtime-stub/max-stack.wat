;; max-stack is the size of the call stack: more calls fit in a larger one.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O1 %s -o %t
;; RUN: %t
;; RUN: env WASMC_GRANTS='max-stack 65536' not %t 2>&1 | FileCheck %s
;; RUN: not %t deeper 2>&1 | FileCheck %s
;; RUN: env WASMC_GRANTS='max-stack 1073741824' %t deeper
(module
  (import "wasi_snapshot_preview1" "args_sizes_get"
    (func $sizes (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $deeper (param i32) (result i32)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
    (i32.add (call $deeper (i32.sub (local.get 0) (i32.const 1)))
             (i32.load (i32.and (local.get 0) (i32.const 0xfff)))))
  (func (export "_start")
    (drop (call $sizes (i32.const 0) (i32.const 4)))
    (i32.store (i32.const 8)
      (call $deeper (select (i32.const 10000) (i32.const 4000000)
                            (i32.eq (i32.load (i32.const 0)) (i32.const 1)))))))
;; CHECK: trap: call stack exhausted
