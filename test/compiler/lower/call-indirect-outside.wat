;; An index beyond the table, negative as a number: a table that never changes.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: trap: undefined element
;; CHECK: O0: status 134
;; CHECK: trap: undefined element
;; CHECK: O2: status 134
;; CHECK: trap: undefined element
;; CHECK: O3: status 134
;; CHECK: trap: undefined element
;; CHECK: aarch64 O0: status 134
;; CHECK: trap: undefined element
;; CHECK: aarch64 O2: status 134
(module
  (type $unary (func (param i32) (result i32)))
  (type $nothing (func))
  (table 4 funcref)
  (elem (i32.const 1) $inc $dec)
  (func $inc (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  (func $dec (param i32) (result i32) (i32.sub (local.get 0) (i32.const 1)))
  (memory 1)
  (func $index (param i32) (result i32) (i32.add (local.get 0) (i32.load (i32.const 0))))
  (func (export "_start")
    (call_indirect (type $nothing) (call $index (i32.const -1)))))
