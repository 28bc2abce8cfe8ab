;; Division by a zero the compiler cannot see.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: trap: integer divide by zero
;; CHECK: O0: status 134
;; CHECK: trap: integer divide by zero
;; CHECK: O2: status 134
;; CHECK: trap: integer divide by zero
;; CHECK: O3: status 134
;; CHECK: trap: integer divide by zero
;; CHECK: aarch64 O0: status 134
;; CHECK: trap: integer divide by zero
;; CHECK: aarch64 O2: status 134
(module
  (memory 1)
  (func (export "_start")
    (drop (i32.div_u (i32.const 1) (i32.load (i32.const 0))))))
