;; select takes the first operand on any number but 0.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $i64 (param i64 i64)
    (if (i64.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $f32 (param f32 i32)
    (call $i32 (i32.reinterpret_f32 (local.get 0)) (local.get 1)))
  (func $f64 (param f64 i64)
    (call $i64 (i64.reinterpret_f64 (local.get 0)) (local.get 1)))
  (func (export "_start")
    (call $i32 (select (i32.const 1) (i32.const 2) (i32.const -4)) (i32.const 1))
    (call $i64 (select (i64.const 1) (i64.const 2) (i32.const 0)) (i64.const 2))
    (call $f32 (select (f32.const 1) (f32.const 2) (i32.const 1)) (i32.const 0x3f800000))))
