;; A vector load traps if its upper lanes are outside memory, also if only the
;; lowest one is used.
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
  (global (export "g") (mut i32) (i32.const 0))
  (func (export "_start")
    (global.set 0 (i32x4.extract_lane 0 (v128.load
      (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 8)))))))
