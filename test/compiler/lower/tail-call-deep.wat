;; A hundred million tail calls, direct and through a table, alternating between
;; functions with few and with many parameters, need no stack.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (type $few (func (param i32) (result i32)))
  (type $many (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (table funcref (elem $few $many))
  (func $few (param i32) (result i32)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 7))))
    (return_call $many (i32.sub (local.get 0) (i32.const 1))
      (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5)
      (i32.const 6) (i32.const 7) (i32.const 8) (i32.const 9)))
  (func $many (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)
    (if (i32.ne (local.get 9) (i32.const 9)) (then unreachable))
    (return_call_indirect (type $few) (local.get 0) (i32.const 0)))
  (func (export "_start")
    (if (i32.ne (call $few (i32.const 50000000)) (i32.const 7))
      (then unreachable))))
