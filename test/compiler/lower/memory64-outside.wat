;; A 64-bit index far beyond the memory, where other mappings may be.
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
  (memory i64 1)
  (data (i64.const 0) "\00")
  (func (export "_start")
    (drop (i32.load offset=16
      (i64.add (i64.load8_u (i64.const 0)) (i64.const 0x7f0000000000))))))
