;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;;
;; A program that opens a file, which takes arguments on the stack. Its loop keeps
;; $victim from being inlined.
(module
  (import "wasi_snapshot_preview1" "path_open" (func $open
    (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory 1)
  (func $victim (param i32) (result i32)
    (loop $again
      (local.set 0 (i32.add (local.get 0) (call $open (i32.const 3) (i32.const 0)
        (i32.load (local.get 0)) (i32.const 1) (i32.const 0)
        (i64.const 0x10000) (i64.const 0x10000) (i32.const 0) (i32.const 8))))
      (br_if $again (i32.lt_u (local.get 0) (i32.const 65536))))
    (local.get 0))
  (func (export "_start")
    (call $exit (i32.add (call $victim (i32.load (i32.const 0)))
      (call $victim (i32.load (i32.const 4)))))))
