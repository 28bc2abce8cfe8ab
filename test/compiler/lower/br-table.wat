;; br_table: each case, the default, an index that is negative as a number, and
;; values carried.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (func $f (param i32) (result i32)
    (block $c (block $b (block $a
      (br_table $a $b $a $c (local.get 0)))
      (return (i32.const 100)))
      (return (i32.const 101)))
    (i32.const 102))
  (func $value (param i32) (result i32)
    (i32.add (i32.const 1)
      (block $one (result i32)
        (i32.sub (block $two (result i32)
          (br_table $one $two (i32.const 8) (local.get 0)))
          (i32.const 1)))))
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $i64 (param i64 i64)
    (if (i64.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $f32 (param f32 i32)
    (call $i32 (i32.reinterpret_f32 (local.get 0)) (local.get 1)))
  (func $f64 (param f64 i64)
    (call $i64 (i64.reinterpret_f64 (local.get 0)) (local.get 1)))
  (func (export "_start")
    (call $i32 (call $f (i32.const 0)) (i32.const 100))
    (call $i32 (call $f (i32.const 1)) (i32.const 101))
    (call $i32 (call $f (i32.const 2)) (i32.const 100))
    (call $i32 (call $f (i32.const 3)) (i32.const 102))
    (call $i32 (call $f (i32.const -1)) (i32.const 102))
    (call $i32 (call $value (i32.const 0)) (i32.const 9))
    (call $i32 (call $value (i32.const 7)) (i32.const 8))
    (block (br_table 0 (i32.const 5)))))
