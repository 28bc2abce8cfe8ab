;; Copies between tables, of which one or the other is made.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (memory 1)
  (table $t 4 20 funcref)
  (table $u 3 funcref)
  (elem $e func $seven $eight)
  (func $seven (result i32) (i32.const 7))
  (func $eight (result i32) (i32.const 8))
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $copy (param i32 i32 i32)
    (if (i32.load (i32.const 0))
      (then (table.copy $t $t (local.get 0) (local.get 1) (local.get 2)))
      (else
        (if (i32.load (i32.const 4))
          (then (table.copy $u $t (local.get 0) (local.get 1) (local.get 2)))
          (else (table.init $t $e (local.get 0) (local.get 1) (local.get 2)))))))
  (func (export "_start")
    (drop (table.grow $t (ref.null func) (i32.load (i32.const 8))))
    (call $copy (i32.const 1) (i32.const 0) (i32.const 2))
    (call $i32 (call_indirect $t (result i32) (i32.const 1)) (i32.const 7))
    (i32.store (i32.const 4) (i32.const 1))
    (call $copy (i32.const 0) (i32.const 2) (i32.const 1))
    (call $i32 (call_indirect $u (result i32) (i32.const 0)) (i32.const 8))
    (i32.store (i32.const 0) (i32.const 1))
    (call $copy (i32.const 0) (i32.const 2) (i32.const 1))
    (call $i32 (call_indirect $t (result i32) (i32.const 0)) (i32.const 8))))
