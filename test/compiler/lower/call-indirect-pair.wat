;; Calls through a table that is written, of types whose functions are a power of
;; two: LLVM compares their numbers without the low bits.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (type $none (func))
  (type $unary (func (param i32) (result i32)))
  (type $binary (func (param i32 i32) (result i32)))
  (memory 1)
  (table 8 funcref)
  (elem (i32.const 0) $nothing $inc $dec $add $sub $mul $and)
  (func $nothing (type $none))
  (func $inc (type $unary) (i32.add (local.get 0) (i32.const 1)))
  (func $dec (type $unary) (i32.sub (local.get 0) (i32.const 1)))
  (func $add (type $binary) (i32.add (local.get 0) (local.get 1)))
  (func $sub (type $binary) (i32.sub (local.get 0) (local.get 1)))
  (func $mul (type $binary) (i32.mul (local.get 0) (local.get 1)))
  (func $and (type $binary) (i32.and (local.get 0) (local.get 1)))
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $index (param i32) (result i32) (i32.add (local.get 0) (i32.load (i32.const 0))))
  (func (export "_start")
    (table.set 0 (call $index (i32.const 7)) (ref.func $dec))
    (call $i32 (call_indirect (type $unary) (i32.const 5) (call $index (i32.const 1))) (i32.const 6))
    (call $i32 (call_indirect (type $unary) (i32.const 5) (call $index (i32.const 7))) (i32.const 4))
    (call $i32 (call_indirect (type $binary) (i32.const 5) (i32.const 3) (call $index (i32.const 3))) (i32.const 8))
    (call $i32 (call_indirect (type $binary) (i32.const 5) (i32.const 3) (call $index (i32.const 6))) (i32.const 1))
    (call_indirect (type $none) (call $index (i32.const 0)))))
