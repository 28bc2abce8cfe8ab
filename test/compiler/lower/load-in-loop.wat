;; A load in a loop traps in the round whose address is outside memory, also if
;; only the last round's value is used.
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
    (local $round i32) (local $value i32)
    (loop
      (local.set $value (i32.load (i32.shl
        (i32.and (local.get $round) (i32.const 1)) (i32.const 16))))
      (local.set $round (i32.add (local.get $round) (i32.const 1)))
      (br_if 0 (i32.lt_u (local.get $round) (i32.const 5))))
    (global.set 0 (local.get $value))))
