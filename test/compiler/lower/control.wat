;; Blocks, loops and branches that carry values.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (func $sum (param i32) (result i32)
    (i32.const 0)
    (loop (param i32) (result i32)
      (i32.add (local.get 0))
      (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))
      (br_if 0)))
  (func $early (param i32) (result i32)
    (if (i32.lt_u (local.get 0) (i32.const 10))
      (then (return (i32.mul (local.get 0) (i32.const 10)))))
    (i32.const 7))
  (func $swap (param i32 i32) (result i32)
    (local $first i32)
    (block (result i32 i32)
      (local.get 1) (local.get 0))
    (local.set $first)
    (i32.add (i32.mul (i32.const 10)) (local.get $first)))
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $i64 (param i64 i64)
    (if (i64.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $f32 (param f32 i32)
    (call $i32 (i32.reinterpret_f32 (local.get 0)) (local.get 1)))
  (func $f64 (param f64 i64)
    (call $i64 (i64.reinterpret_f64 (local.get 0)) (local.get 1)))
  (func (export "_start")
    (call $i32 (call $sum (i32.const 100)) (i32.const 5050))
    (call $i32 (call $early (i32.const 3)) (i32.const 30))
    (call $i32 (call $early (i32.const 30)) (i32.const 7))
    (call $i32 (block (result i32) (br 0 (i32.const 5)) (i32.const 6)) (i32.const 5))
    (call $i32 (if (result i32) (i32.const 0) (then (i32.const 1)) (else (i32.const 2))) (i32.const 2))
    (call $i32 (call $swap (i32.const 1) (i32.const 2)) (i32.const 21))
    ;; Code that cannot be reached is valid and has no effect.
    (block (br 0) (drop (i32.add (unreachable))) (br 0))
    (block $out (loop $again (br_if $out (i32.const 1)) (br $again)))))
