;; Where a byte of a word is changed, all of the word is read.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: trap: out of bounds memory access
;; CHECK: O0: status 134
;; CHECK: trap: out of bounds memory access
;; CHECK: O2: status 134
;; CHECK: trap: out of bounds memory access
;; CHECK: O3: status 134
;; CHECK: trap: out of bounds memory access
;; CHECK: aarch64 O0: status 134
;; CHECK: trap: out of bounds memory access
;; CHECK: aarch64 O2: status 134
(module
  (memory 1)
  (func (export "_start")
    (local $at i32)
    (local.set $at
      (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 2)))
    (i32.store (local.get $at)
      (i32.or (i32.load (local.get $at)) (i32.const 0xff)))))
