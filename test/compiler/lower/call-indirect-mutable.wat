;; Calls through a table that code writes to.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (type $unary (func (param i32) (result i32)))
  (type $nothing (func))
  (table 4 funcref)
  (elem (i32.const 1) $inc $dec)
  (func $inc (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  (func $dec (param i32) (result i32) (i32.sub (local.get 0) (i32.const 1)))
  (memory 1)
  (func $index (param i32) (result i32) (i32.add (local.get 0) (i32.load (i32.const 0))))
  ;; Makes the table one that changes.
  (func (export "set") (table.set 0 (i32.const 0) (ref.null func)))
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $i64 (param i64 i64)
    (if (i64.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $f32 (param f32 i32)
    (call $i32 (i32.reinterpret_f32 (local.get 0)) (local.get 1)))
  (func $f64 (param f64 i64)
    (call $i64 (i64.reinterpret_f64 (local.get 0)) (local.get 1)))
  (func (export "_start")
    (call $i32 (call_indirect (type $unary) (i32.const 5) (call $index (i32.const 1))) (i32.const 6))
    (call $i32 (call_indirect (type $unary) (i32.const 5) (call $index (i32.const 2))) (i32.const 4))
    (call $i32 (call_indirect (type $unary) (i32.const 5) (i32.const 2)) (i32.const 4))))
