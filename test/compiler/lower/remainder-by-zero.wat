;; A remainder traps on zero like a quotient, also where it is not used.
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
    (drop (i64.rem_s (i64.const 1) (i64.load (i32.const 0))))))
