;; Both operands of a select are evaluated: a load that is not selected traps.
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
    (local $end i32)
    (local.set $end (i32.shl (memory.size) (i32.const 16)))
    (global.set 0 (select
      (i32.load (i32.shr_u (local.get $end) (i32.const 1)))
      (i32.load (local.get $end))
      (local.get $end)))))
