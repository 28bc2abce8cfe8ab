;; Tail calls pass on more results than there are registers for.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (type $r (func (param i32) (result i32 i64 f32 f64 i32 i64 i32 i32)))
  (table funcref (elem $a $b))
  (func $a (param i32) (result i32 i64 f32 f64 i32 i64 i32 i32)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 1) (i64.const 2) (f32.const 3) (f64.const 4) (i32.const 5) (i64.const 6) (i32.const 7) (i32.const 8))))
    (return_call $b (i32.sub (local.get 0) (i32.const 1))))
  (func $b (param i32) (result i32 i64 f32 f64 i32 i64 i32 i32)
    (return_call_indirect (type $r) (local.get 0) (i32.const 0)))
  (func (export "_start")
    (call $a (i32.const 3000000))
    (if (i32.ne (i32.const 8)) (then unreachable))
    (if (i32.ne (i32.const 7)) (then unreachable))
    (if (i64.ne (i64.const 6)) (then unreachable))
    (if (i32.ne (i32.const 5)) (then unreachable))
    (if (f64.ne (f64.const 4)) (then unreachable))
    (if (f32.ne (f32.const 3)) (then unreachable))
    (if (i64.ne (i64.const 2)) (then unreachable))
    (if (i32.ne (i32.const 1)) (then unreachable))))
