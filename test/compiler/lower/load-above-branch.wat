;; A load whose value only one branch uses traps before the branch, whichever way
;; that goes.
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
    (local $value i32)
    (local.set $value (i32.load (i32.shl (memory.size) (i32.const 16))))
    (if (i32.eqz (memory.size))
      (then (global.set 0 (local.get $value))))))
