;; An index that takes several ways through branches and loops, of which some are
;; long dead or wrap at 32 bits, still ends in the same place at every level.
;; RUN: for l in 0 1 2 3 s z; do wasmc -O$l %s -o %t && %t; echo $?; done | FileCheck %s
;; CHECK: 42
;; CHECK-NEXT: 42
;; CHECK-NEXT: 42
;; CHECK-NEXT: 42
;; CHECK-NEXT: 42
;; CHECK-NEXT: 42
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "\ff\ff\ff\ff\00\00\00\00\2a")
  (data (i32.const 59) "\2a")
  (func $walk (param $at i32) (param $way i64) (param $turns i32) (result i32)
    (local $other i32)
    (local.set $other (i32.wrap_i64 (local.get $way)))
    (loop $next
      (if (i32.and (local.get $turns) (i32.const 1))
        (then
          (local.set $at (i32.add (local.get $at) (i32.load (i32.const 8)))))
        (else
          (local.set $other (local.get $at))
          (local.set $at (i32.wrap_i64 (local.get $way)))))
      (br_if $next
        (i32.and
          (i32.ge_u (local.get $at) (i32.load8_u (local.get $other)))
          (i32.ne (i32.const 0)
            (local.tee $turns (i32.sub (local.get $turns) (i32.const 1)))))))
    (i32.load8_u (i32.add (local.get $at) (i32.load8_u (local.get $other)))))
  (func (export "_start")
    (call $exit (call $walk (i32.const 16) (i64.const 0xffffffff00000011) (i32.const 5)))))
