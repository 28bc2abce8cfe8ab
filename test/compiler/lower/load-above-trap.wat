;; A load traps before the division after it, also if its value is used only after
;; that.
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
    (local $value i32) (local $quotient i32)
    (local.set $value (i32.load (i32.shl (memory.size) (i32.const 16))))
    (local.set $quotient (i32.div_u (i32.const 10) (i32.load (i32.const 0))))
    (global.set 0 (i32.add (local.get $value) (local.get $quotient)))))
