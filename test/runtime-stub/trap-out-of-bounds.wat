;; The first byte beyond the memory traps, and so does the last that an index and
;; an offset can name; the last byte of the memory is there.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 %s -o %t
;; RUN: %t
;; RUN: not %t past 2>&1 | FileCheck %s
;; RUN: not %t past furthest 2>&1 | FileCheck %s
(module
  (import "wasi_snapshot_preview1" "args_sizes_get"
    (func $sizes (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $touch (export "_start") (local $n i32)
    (drop (call $sizes (i32.const 0) (i32.const 4)))
    (local.set $n (i32.load (i32.const 0)))
    (i32.store8 (i32.const 65535) (i32.const 1))
    (if (i32.eq (local.get $n) (i32.const 2))
      (then (i32.store8 (i32.const 65536) (i32.const 1))))
    (if (i32.eq (local.get $n) (i32.const 3))
      (then (i64.store offset=0xffffffff (i32.const -1) (i64.const 1))))))
;; CHECK: trap: out of bounds memory access
;; CHECK-NEXT: at touch (func 1) +0x
