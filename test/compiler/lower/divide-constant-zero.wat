;; Division by a constant zero compiles, and traps when it is reached.
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
  (func (export "_start")
    (drop (i64.div_s (i64.const 5) (i64.const 0)))))
