;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;;
;; A program whose table grows. What memory holds, which the compiler does not
;; know, decides by how much, and which entries are written and copied.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory 1)
  (table $t 4 100 funcref)
  (table $u 8 funcref)
  (global $g (mut i64) (i64.const 3))
  (elem (table $u) (i32.const 0) func $run)
  (func $victim (param i32) (result i32)
    (loop $again
      (drop (table.grow $t (ref.func $run) (i32.load (local.get 0))))
      (table.set $t (i32.load offset=8 (local.get 0)) (ref.null func))
      (table.copy $t $u (i32.load offset=12 (local.get 0))
        (i32.load offset=16 (local.get 0)) (i32.load offset=20 (local.get 0)))
      (local.set 0 (i32.add (local.get 0) (table.size $t)))
      (br_if $again (i32.lt_u (local.get 0) (i32.const 65536))))
    (local.get 0))
  (func $run (export "_start")
    (global.set $g (i64.add (global.get $g) (i64.load (i32.const 16))))
    (call $exit (i32.add (call $victim (i32.load (i32.const 0)))
      (i32.wrap_i64 (global.get $g))))))
