;; While it is initialised a module finds it always the same time and the same
;; random numbers: equal builds are equal. --strict refuses a module that asks.
;; REQUIRES: x86_64-linux
;; RUN: wasmc --preinit=init %s -o %t.1 && sleep 0.01 && wasmc --preinit=init %s -o %t.2 && cmp %t.1 %t.2
;; RUN: %t.1 | od -An -tx1 | FileCheck %s
;; RUN: not wasmc --preinit=init --strict %s -o %t 2>&1 | FileCheck %s --check-prefix=TIME
;; RUN: not wasmc --preinit=random --strict %s -o %t 2>&1 | FileCheck %s --check-prefix=RANDOM
;; RUN: wasmc --preinit=neither --strict %s -o %t
;; CHECK: 00 00 43 52 cf 4c 23 0d e2 6e 06 f8 1b 53 2c c5
;; TIME: wasmc: {{.*}}: --preinit: the run asked for the time, which --strict forbids
;; RANDOM: wasmc: {{.*}}: --preinit: the run asked for random numbers, which --strict forbids
(module
  (import "wasi_snapshot_preview1" "clock_time_get"
    (func $time (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get"
    (func $random (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write"
    (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $askRandom (export "random") (drop (call $random (i32.const 24) (i32.const 8))))
  (func (export "neither"))
  (func (export "init")
    (drop (call $time (i32.const 0) (i64.const 1) (i32.const 16)))
    (call $askRandom))
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 16))
    (i32.store (i32.const 4) (i32.const 16))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
