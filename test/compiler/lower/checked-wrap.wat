;; With --memory=checked neither the sum of index and offset nor that of the offset
;; and the width wraps back into the memory.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere --memory=checked %s %t | FileCheck %s
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
  (memory 1 1)
  (data (i32.const 0) "\ff\ff\ff\ff")
  (func (export "_start")
    (i64.store offset=0xffffffff (i32.load (i32.const 0)) (i64.const 1))))
