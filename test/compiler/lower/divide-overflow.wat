;; The one quotient that does not fit.
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
  (func (export "_start")
    (drop (i32.div_s (i32.const 0x80000000) (i32.sub (i32.load (i32.const 0)) (i32.const 1))))))
