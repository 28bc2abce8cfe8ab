;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;;
;; A program that calls through a table which its code writes. What memory holds,
;; which the compiler does not know, decides which entry is written and called.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory 1)
  (table 4 funcref)
  (elem (i32.const 0) $a $b $run)
  (type $t (func (param i32) (result i32)))
  (func $a (type $t) (i32.add (local.get 0) (i32.const 7)))
  (func $b (type $t) (i32.mul (local.get 0) (i32.const 3)))
  (func $victim (param i32) (result i32)
    (loop $again
      (table.set 0 (i32.load (local.get 0)) (ref.func $b))
      (local.set 0 (call_indirect (type $t) (local.get 0) (i32.load offset=4 (local.get 0))))
      (br_if $again (i32.lt_u (local.get 0) (i32.const 65536))))
    (local.get 0))
  (func $run (export "_start")
    (call $exit (call $victim (i32.load (i32.const 0))))))
