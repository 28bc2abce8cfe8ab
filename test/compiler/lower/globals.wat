;; Globals of every number type, constant initialisers that compute, and the
;; start function before _start.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (global $a (mut i32) (i32.const 1))
  (global $b (mut i64) (i64.const 43))
  (global $c f32 (f32.const 1.5))
  (global $d (mut f64) (f64.const 1.5))
  (global $base i32 (i32.const 6))
  (global $e i32 (i32.add (i32.mul (global.get $base) (i32.const 14)) (i32.const 2)))
  (func $bump (global.set $b (i64.add (global.get $b) (i64.const 1))))
  (func $init (global.set $a (i32.const 42)))
  (start $init)
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $i64 (param i64 i64)
    (if (i64.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $f32 (param f32 i32)
    (call $i32 (i32.reinterpret_f32 (local.get 0)) (local.get 1)))
  (func $f64 (param f64 i64)
    (call $i64 (i64.reinterpret_f64 (local.get 0)) (local.get 1)))
  (func (export "_start")
    (call $i32 (global.get $a) (i32.const 42))
    (call $i64 (global.get $b) (i64.const 43))
    (call $f32 (global.get $c) (i32.const 0x3fc00000))
    (call $f64 (global.get $d) (i64.const 0x3ff8000000000000))
    (call $i32 (global.get $e) (i32.const 86))
    (global.set $b (i64.const 7))
    (call $bump)
    (call $i64 (global.get $b) (i64.const 8))))
