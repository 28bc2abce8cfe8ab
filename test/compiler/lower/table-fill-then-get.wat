;; Whether an index is in bounds of one table is found out before another is
;; filled, and looked at behind that.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (type $act (func (param i32 i32 i32)))
  (memory 1)
  (table $t 4 20 funcref)
  (table $u 3 30 funcref)
  (table $acts funcref (elem $fill $grow))
  (global $g (mut funcref) (ref.func $seven))
  (func $seven (result i32) (i32.const 7))
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $fill (type $act)
    (table.fill $u (local.get 0) (ref.null func) (local.get 2))
    (table.set $t (local.get 1) (global.get $g))
    (table.set $u (local.get 0) (table.get $t (local.get 1))))
  (func $grow (type $act)
    (drop (table.grow $u (global.get $g) (local.get 2)))
    (drop (table.grow $t (ref.null func) (local.get 2)))
    (global.set $g (ref.func $seven)))
  (func $do (param i32 i32 i32 i32)
    (call_indirect $acts (type $act) (local.get 0) (local.get 1) (local.get 2)
      (i32.add (i32.load (i32.const 0)) (local.get 3))))
  (func (export "_start")
    (call $do (i32.const 0) (i32.const 0) (i32.const 2) (i32.const 1))
    (call $do (i32.const 2) (i32.const 5) (i32.const 3) (i32.const 0))
    (call $i32 (table.size $t) (i32.const 6))
    (call $i32 (call_indirect $t (result i32) (i32.const 5)) (i32.const 7))
    (call $i32 (call_indirect $u (result i32) (i32.const 2)) (i32.const 7))))
