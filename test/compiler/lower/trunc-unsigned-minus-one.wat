;; -1 is no unsigned number, -0.9 is 0.
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
  (data (i32.const 0) "\00\00\80\bf")
  (func (export "_start")
    (drop (i64.trunc_f32_u (f32.load (i32.const 0))))))
