;; One below the least i32, which an f64 can tell from the least.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: trap: integer overflow
;; CHECK: O0: status 134
;; CHECK: trap: integer overflow
;; CHECK: O2: status 134
;; CHECK: trap: integer overflow
;; CHECK: O3: status 134
;; CHECK: trap: integer overflow
;; CHECK: aarch64 O0: status 134
;; CHECK: trap: integer overflow
;; CHECK: aarch64 O2: status 134
(module
  (memory 1)
  (data (i32.const 0) "\00\00\20\00\00\00\e0\c1")
  (func (export "_start")
    (drop (i32.trunc_f64_s (f64.load (i32.const 0))))))
