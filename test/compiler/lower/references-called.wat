;; References that are called: from globals, parameters, results and tables, of
;; types with one function and with several.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (type $unary (func (param i32) (result i32)))
  (type $wide (func (param i64) (result i64)))
  (memory 1)
  (table $t 8 funcref)
  (global $g (mut funcref) (ref.func $inc))
  (elem (table $t) (i32.const 4) func $dec $double $negate $inc)
  (func $inc (type $unary) (i32.add (local.get 0) (i32.const 1)))
  (func $negate (type $wide) (i64.sub (i64.const 0) (local.get 0)))
  (func $dec (type $unary) (i32.sub (local.get 0) (i32.const 1)))
  (func $double (type $unary) (i32.shl (local.get 0) (i32.const 1)))
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $zero (result i32) (i32.load (i32.const 0)))
  (func $pick (param $first funcref) (param $second funcref) (result funcref)
    (select (result funcref)
      (local.get $first) (local.get $second) (call $zero)))
  (func $call (param $f funcref) (param i32) (result i32)
    (table.set $t (call $zero) (local.get $f))
    (call_indirect $t (type $unary) (local.get 1) (call $zero)))
  (func (export "_start")
    (local $f funcref)
    (call $i32 (ref.is_null (local.get $f)) (i32.const 1))
    (call $i32 (call $call (global.get $g) (i32.const 10)) (i32.const 11))
    (global.set $g (call $pick (ref.func $negate) (ref.func $double)))
    (call $i32 (call $call (global.get $g) (i32.const 10)) (i32.const 20))
    (local.set $f (table.get $t (i32.add (call $zero) (i32.const 4))))
    (call $i32 (ref.is_null (local.get $f)) (i32.const 0))
    (call $i32 (call $call (local.get $f) (i32.const 10)) (i32.const 9))
    (call $i32
      (i32.wrap_i64 (call_indirect $t (type $wide) (i64.const -3) (i32.const 6)))
      (i32.const 3))))
