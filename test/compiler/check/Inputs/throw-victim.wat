;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;;
;; A program that throws in $throws through $victim, which keeps two registers
;; meanwhile, to a landing pad of $catches. All calls are through a table, which
;; keeps functions from being inlined.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory 1)
  (tag $a (param i32 i64))
  (tag $b)
  (global $last (mut i32) (i32.const 0))
  (table 3 funcref)
  (elem (i32.const 0) $throws $victim $catches)
  (type $t (func (param i32 i32) (result i32)))
  (func $throws (type $t)
    (if (i32.eqz (local.get 0)) (then (throw $b)))
    (global.set $last (local.get 1))
    (throw $a (local.get 1) (i64.load (local.get 0))))
  (func $victim (type $t)
    (i32.add (i32.add (local.get 0) (local.get 1))
      (call_indirect (type $t) (local.get 0) (local.get 1) (i32.load (local.get 0)))))
  (func $catches (type $t)
    (try (result i32)
      (do (call_indirect (type $t) (local.get 0) (local.get 1) (i32.load (local.get 0))))
      (catch $a drop (i32.add (local.get 0)))))
  (func (export "_start")
    (call $exit (call_indirect (type $t)
      (i32.load (i32.const 0)) (i32.load (i32.const 4)) (global.get $last)))))
