;; Arithmetic on f32 with infinities, signed zeros and NaN.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  ;; Hides a value from the optimiser: what it returns depends on memory.
  (memory 1)
  (func $id32 (param i32) (result i32)
    (i32.store (i32.const 64) (local.get 0))
    (i32.load (i32.load (i32.const 32))))
  (func $id64 (param i64) (result i64)
    (i64.store (i32.const 64) (local.get 0))
    (i64.load (i32.load (i32.const 32))))
  (data (i32.const 32) "\40")
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $i64 (param i64 i64)
    (if (i64.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $f32 (param f32 i32)
    (call $i32 (i32.reinterpret_f32 (local.get 0)) (local.get 1)))
  (func $f64 (param f64 i64)
    (call $i64 (i64.reinterpret_f64 (local.get 0)) (local.get 1)))
  (func (export "_start")
    (call $f32 (f32.add (f32.reinterpret_i32 (call $id32 (i32.const 0x3f800000))) (f32.reinterpret_i32 (call $id32 (i32.const 0x3f800000)))) (i32.const 0x40000000))
    (call $f32 (f32.sub (f32.reinterpret_i32 (call $id32 (i32.const 0))) (f32.reinterpret_i32 (call $id32 (i32.const 0)))) (i32.const 0))
    (call $f32 (f32.mul (f32.reinterpret_i32 (call $id32 (i32.const 0x80000000))) (f32.reinterpret_i32 (call $id32 (i32.const 0x3f800000)))) (i32.const 0x80000000))
    (call $f32 (f32.div (f32.reinterpret_i32 (call $id32 (i32.const 0x3f800000))) (f32.reinterpret_i32 (call $id32 (i32.const 0)))) (i32.const 0x7f800000))
    (call $f32 (f32.sqrt (f32.reinterpret_i32 (call $id32 (i32.const 0x40800000)))) (i32.const 0x40000000))
    (call $f32 (f32.min (f32.reinterpret_i32 (call $id32 (i32.const 0))) (f32.reinterpret_i32 (call $id32 (i32.const 0x80000000)))) (i32.const 0x80000000))
    (call $f32 (f32.max (f32.reinterpret_i32 (call $id32 (i32.const 0))) (f32.reinterpret_i32 (call $id32 (i32.const 0x80000000)))) (i32.const 0))
    (call $f32 (f32.min (f32.reinterpret_i32 (call $id32 (i32.const 0x7fc00000))) (f32.reinterpret_i32 (call $id32 (i32.const 0x3f800000)))) (i32.const 0x7fc00000))
    (call $f32 (f32.max (f32.reinterpret_i32 (call $id32 (i32.const 0x3f800000))) (f32.reinterpret_i32 (call $id32 (i32.const 0x7fc00000)))) (i32.const 0x7fc00000))
    (call $f32 (f32.abs (f32.reinterpret_i32 (call $id32 (i32.const 0x80000000)))) (i32.const 0))
    (call $f32 (f32.neg (f32.reinterpret_i32 (call $id32 (i32.const 0x7fc00000)))) (i32.const 0xffc00000))
    (call $f32 (f32.copysign (f32.reinterpret_i32 (call $id32 (i32.const 0x3f800000))) (f32.reinterpret_i32 (call $id32 (i32.const 0x80000000)))) (i32.const 0xbf800000))
    (call $f32 (f32.ceil (f32.reinterpret_i32 (call $id32 (i32.const 0xbf000000)))) (i32.const 0x80000000))
    (call $f32 (f32.floor (f32.reinterpret_i32 (call $id32 (i32.const 0xbf000000)))) (i32.const 0xbf800000))
    (call $f32 (f32.trunc (f32.reinterpret_i32 (call $id32 (i32.const 0xbfc00000)))) (i32.const 0xbf800000))
    (call $f32 (f32.nearest (f32.reinterpret_i32 (call $id32 (i32.const 0x40200000)))) (i32.const 0x40000000))
    (call $f32 (f32.nearest (f32.reinterpret_i32 (call $id32 (i32.const 0xbf000000)))) (i32.const 0x80000000))
    (call $f32 (f32.mul (f32.reinterpret_i32 (call $id32 (i32.const 0x7fa00000))) (f32.reinterpret_i32 (call $id32 (i32.const 0x3f800000)))) (i32.const 0x7fe00000))
    (call $i32 (f32.eq (f32.reinterpret_i32 (call $id32 (i32.const 0x7fc00000))) (f32.reinterpret_i32 (call $id32 (i32.const 0x7fc00000)))) (i32.const 0))
    (call $i32 (f32.ne (f32.reinterpret_i32 (call $id32 (i32.const 0x7fc00000))) (f32.reinterpret_i32 (call $id32 (i32.const 0x7fc00000)))) (i32.const 1))
    (call $i32 (f32.lt (f32.reinterpret_i32 (call $id32 (i32.const 0x80000000))) (f32.reinterpret_i32 (call $id32 (i32.const 0)))) (i32.const 0))
    (call $i32 (f32.le (f32.reinterpret_i32 (call $id32 (i32.const 0x80000000))) (f32.reinterpret_i32 (call $id32 (i32.const 0)))) (i32.const 1))
    (call $i32 (f32.gt (f32.reinterpret_i32 (call $id32 (i32.const 0x3f800000))) (f32.reinterpret_i32 (call $id32 (i32.const 0)))) (i32.const 1))
    (call $i32 (f32.ge (f32.reinterpret_i32 (call $id32 (i32.const 0x7fc00000))) (f32.reinterpret_i32 (call $id32 (i32.const 0x3f800000)))) (i32.const 0))
    ;; A signalling NaN becomes quiet even where the number would not change.
    (call $f32 (f32.mul (f32.reinterpret_i32 (call $id32 (i32.const 0x7fa00000)))
                        (f32.const 1)) (i32.const 0x7fe00000))))
