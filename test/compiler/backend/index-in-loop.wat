;; An index that a loop carries is zero-extended where it is made, and memory's
;; base is part of the address, so no register is copied or kept for either.
;; RUN: wasmc -O2 --emit asm --target x86_64-linux %s -o - | FileCheck %s
;; CHECK: .LBB0_{{[0-9]+}}:
;; CHECK-NEXT: addl 65536(%[[AT:r[a-z0-9]+]]), %e
;; CHECK-NEXT: movl 65540(%[[AT]]), %e
;; CHECK-NEXT: test
;; CHECK-NEXT: jne
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (local $at i32) (local $sum i32)
    (local.set $at (i32.const 16))
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $at))))
      (br_if $next (local.tee $at (i32.load offset=4 (local.get $at)))))
    (call $exit (local.get $sum))))
