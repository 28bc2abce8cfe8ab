;; table.copy of more than there is.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: trap: out of bounds table access
;; CHECK: O0: status 134
;; CHECK: trap: out of bounds table access
;; CHECK: O2: status 134
;; CHECK: trap: out of bounds table access
;; CHECK: O3: status 134
;; CHECK: trap: out of bounds table access
;; CHECK: aarch64 O0: status 134
;; CHECK: trap: out of bounds table access
;; CHECK: aarch64 O2: status 134
(module
  (table 3 funcref)
  (func (export "_start")
    (table.copy (i32.const 0) (i32.const 1) (i32.const -1))))
