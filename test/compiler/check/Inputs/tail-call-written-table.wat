;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;;
;; Tail calls through a table that code writes.
(module
  (type $unary (func (param i32) (result i32)))
  (type $binary (func (param i32 i32) (result i32)))
  (memory 1)
  (table 4 9 funcref)
  (elem (i32.const 0) $a $b $only)
  (func $a (type $unary)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 1))))
    (return_call_indirect (type $unary) (local.get 0) (i32.load (local.get 0))))
  (func $b (type $unary)
    (return_call_indirect (type $binary) (local.get 0) (i32.load (local.get 0)) (i32.load offset=4 (local.get 0))))
  (func $only (type $binary)
    (drop (table.grow 0 (ref.func $a) (local.get 0)))
    (return_call_indirect (type $unary) (local.get 1) (local.get 0)))
  (func (export "_start")
    (drop (call_indirect (type $unary) (i32.const 0) (i32.load (i32.const 0))))))
