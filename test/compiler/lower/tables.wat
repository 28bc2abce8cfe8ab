;; Every instruction on tables.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (table $t 4 8 funcref)
  (table $u 2 funcref)
  (elem (table $u) (i32.const 0) func $seven $eight)
  (elem $e func $eight $seven)
  (func $seven (result i32) (i32.const 7))
  (func $eight (result i32) (i32.const 8))
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $i64 (param i64 i64)
    (if (i64.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $f32 (param f32 i32)
    (call $i32 (i32.reinterpret_f32 (local.get 0)) (local.get 1)))
  (func $f64 (param f64 i64)
    (call $i64 (i64.reinterpret_f64 (local.get 0)) (local.get 1)))
  (func (export "_start")
    (call $i32 (table.size $t) (i32.const 4))
    (call $i32 (ref.is_null (table.get $t (i32.const 0))) (i32.const 1))
    (table.set $t (i32.const 0) (ref.func $seven))
    (call $i32 (call_indirect $t (result i32) (i32.const 0)) (i32.const 7))
    (call $i32 (table.grow $t (ref.func $eight) (i32.const 3)) (i32.const 4))
    (call $i32 (call_indirect $t (result i32) (i32.const 6)) (i32.const 8))
    (call $i32 (table.grow $t (ref.null func) (i32.const 2)) (i32.const -1))
    (table.fill $t (i32.const 1) (ref.func $seven) (i32.const 2))
    (call $i32 (call_indirect $t (result i32) (i32.const 2)) (i32.const 7))
    (table.init $t $e (i32.const 5) (i32.const 1) (i32.const 1))
    (call $i32 (call_indirect $t (result i32) (i32.const 5)) (i32.const 7))
    (elem.drop $e)
    (table.copy $t $u (i32.const 0) (i32.const 1) (i32.const 1))
    (call $i32 (call_indirect $t (result i32) (i32.const 0)) (i32.const 8))
    (table.copy $t $t (i32.const 1) (i32.const 0) (i32.const 5))
    (call $i32 (call_indirect $t (result i32) (i32.const 1)) (i32.const 8))
    (call $i32 (call_indirect $t (result i32) (i32.const 3)) (i32.const 7))))
