;; Data arrives at its place: in the middle of a page, across pages, next to data
;; of another segment, far away, and at the very end.
;; REQUIRES: x86_64-linux
;; RUN: wasmc %s -o %t && %t | FileCheck %s
;; CHECK: {{^}}abcdefghijkl{{$}}
(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 100)
  (data (i32.const 100) "ab")
  (data (i32.const 4095) "cd")
  (data (i32.const 102) "ef")
  (data (i32.const 1048575) "gh")
  (data (i32.const 6553598) "ij")
  (data (i32.const 3000000) "kl")
  (func $add (param $to i32) (param $from i32)
    (i32.store16 offset=2000 (local.get $to)
      (i32.load16_u (local.get $from))))
  (func (export "_start")
    (call $add (i32.const 0) (i32.const 100))
    (call $add (i32.const 2) (i32.const 4095))
    (call $add (i32.const 4) (i32.const 102))
    (call $add (i32.const 6) (i32.const 1048575))
    (call $add (i32.const 8) (i32.const 6553598))
    (call $add (i32.const 10) (i32.const 3000000))
    (i32.store8 (i32.const 2012) (i32.const 10))
    (i32.store (i32.const 0) (i32.const 2000))
    (i32.store (i32.const 4) (i32.const 13))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
