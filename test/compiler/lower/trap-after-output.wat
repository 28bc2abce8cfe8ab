;; What a program wrote before it traps is there, although nothing of the load
;; that traps depends on it.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: before
;; CHECK: trap: out of bounds memory access
;; CHECK: O0: status 134
;; CHECK: before
;; CHECK: trap: out of bounds memory access
;; CHECK: O2: status 134
;; CHECK: before
;; CHECK: trap: out of bounds memory access
;; CHECK: O3: status 134
;; CHECK: before
;; CHECK: trap: out of bounds memory access
;; CHECK: aarch64 O0: status 134
;; CHECK: before
;; CHECK: trap: out of bounds memory access
;; CHECK: aarch64 O2: status 134
(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $write (param i32 i32 i32 i32) (result i32)))
  (memory 1)
  (data (i32.const 0) "\08\00\00\00\07\00\00\00before\0a")
  (func (export "_start")
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 64)))
    (drop (i32.load (i32.const 0x20000)))))
