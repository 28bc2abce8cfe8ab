;; In an optimised program, too, a dump has the globals that the program changed,
;; and of those that it never did the first value.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O3 --coredump %t.core %s -o %t
;; RUN: not %t 2>%t.err && %S/Inputs/read-coredump.py %t.core | FileCheck %s
(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (memory 1)
  (global $never (mut i64) (i64.const 5))
  (global $pointer (mut i32) (i32.const 1024))
  (func $push (param i32)
    (global.set $pointer (i32.sub (global.get $pointer) (local.get 0)))
    (drop (call $yield))
    (i32.store (global.get $pointer) (i32.const 1)))
  (func (export "_start")
    (call $push (i32.const 16))
    (call $push (i32.const 2000))))
;; CHECK: global 0 0x7e 5
;; CHECK-NEXT: global 1 0x7f -992
;; CHECK-NEXT: data memory 0 at 1008 length 1
