;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;;
;; A program whose function $victim has room for other code. Its branches keep it
;; from being inlined or known.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory 1)
  (table 3 funcref)
  (elem (i32.const 0) $victim $b)
  (type $t (func (param i32 i32) (result i32)))
  (func $victim (type $t)
    (loop $again
      (i32.store (local.get 0) (i32.add (i32.load (local.get 1)) (i32.const 7)))
      (i32.store offset=100 (local.get 1) (i32.load offset=8 (local.get 0)))
      (local.set 0 (i32.add (local.get 0) (i32.load (local.get 0))))
      (br_if $again (i32.lt_u (local.get 0) (local.get 1))))
    (i32.load (local.get 0)))
  (func $b (type $t) (i32.mul (local.get 0) (local.get 1)))
  (func (export "_start")
    (call $exit (call_indirect (type $t)
      (i32.load (i32.const 0)) (i32.load (i32.const 4))
      (i32.load (i32.const 8))))))
