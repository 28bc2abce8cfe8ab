;; Arithmetic on f64 with infinities, signed zeros and NaN.
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
    (call $f64 (f64.add (f64.reinterpret_i64 (call $id64 (i64.const 0x3ff0000000000000))) (f64.reinterpret_i64 (call $id64 (i64.const 0x3ff0000000000000)))) (i64.const 0x4000000000000000))
    (call $f64 (f64.sub (f64.reinterpret_i64 (call $id64 (i64.const 0))) (f64.reinterpret_i64 (call $id64 (i64.const 0)))) (i64.const 0))
    (call $f64 (f64.mul (f64.reinterpret_i64 (call $id64 (i64.const 0x8000000000000000))) (f64.reinterpret_i64 (call $id64 (i64.const 0x3ff0000000000000)))) (i64.const 0x8000000000000000))
    (call $f64 (f64.div (f64.reinterpret_i64 (call $id64 (i64.const 0x3ff0000000000000))) (f64.reinterpret_i64 (call $id64 (i64.const 0)))) (i64.const 0x7ff0000000000000))
    (call $f64 (f64.sqrt (f64.reinterpret_i64 (call $id64 (i64.const 0x4010000000000000)))) (i64.const 0x4000000000000000))
    (call $f64 (f64.min (f64.reinterpret_i64 (call $id64 (i64.const 0))) (f64.reinterpret_i64 (call $id64 (i64.const 0x8000000000000000)))) (i64.const 0x8000000000000000))
    (call $f64 (f64.max (f64.reinterpret_i64 (call $id64 (i64.const 0))) (f64.reinterpret_i64 (call $id64 (i64.const 0x8000000000000000)))) (i64.const 0))
    (call $f64 (f64.min (f64.reinterpret_i64 (call $id64 (i64.const 0x7ff8000000000000))) (f64.reinterpret_i64 (call $id64 (i64.const 0x3ff0000000000000)))) (i64.const 0x7ff8000000000000))
    (call $f64 (f64.max (f64.reinterpret_i64 (call $id64 (i64.const 0x3ff0000000000000))) (f64.reinterpret_i64 (call $id64 (i64.const 0x7ff8000000000000)))) (i64.const 0x7ff8000000000000))
    (call $f64 (f64.abs (f64.reinterpret_i64 (call $id64 (i64.const 0x8000000000000000)))) (i64.const 0))
    (call $f64 (f64.neg (f64.reinterpret_i64 (call $id64 (i64.const 0x7ff8000000000000)))) (i64.const 0xfff8000000000000))
    (call $f64 (f64.copysign (f64.reinterpret_i64 (call $id64 (i64.const 0x3ff0000000000000))) (f64.reinterpret_i64 (call $id64 (i64.const 0x8000000000000000)))) (i64.const 0xbff0000000000000))
    (call $f64 (f64.ceil (f64.reinterpret_i64 (call $id64 (i64.const 0xbfe0000000000000)))) (i64.const 0x8000000000000000))
    (call $f64 (f64.floor (f64.reinterpret_i64 (call $id64 (i64.const 0xbfe0000000000000)))) (i64.const 0xbff0000000000000))
    (call $f64 (f64.trunc (f64.reinterpret_i64 (call $id64 (i64.const 0xbff8000000000000)))) (i64.const 0xbff0000000000000))
    (call $f64 (f64.nearest (f64.reinterpret_i64 (call $id64 (i64.const 0x4004000000000000)))) (i64.const 0x4000000000000000))
    (call $i32 (f64.eq (f64.reinterpret_i64 (call $id64 (i64.const 0x7ff8000000000000))) (f64.reinterpret_i64 (call $id64 (i64.const 0x7ff8000000000000)))) (i32.const 0))
    (call $i32 (f64.ne (f64.reinterpret_i64 (call $id64 (i64.const 0x7ff8000000000000))) (f64.reinterpret_i64 (call $id64 (i64.const 0x7ff8000000000000)))) (i32.const 1))
    (call $i32 (f64.lt (f64.reinterpret_i64 (call $id64 (i64.const 0x8000000000000000))) (f64.reinterpret_i64 (call $id64 (i64.const 0)))) (i32.const 0))
    (call $i32 (f64.le (f64.reinterpret_i64 (call $id64 (i64.const 0x8000000000000000))) (f64.reinterpret_i64 (call $id64 (i64.const 0)))) (i32.const 1))
    (call $i32 (f64.gt (f64.reinterpret_i64 (call $id64 (i64.const 0x3ff0000000000000))) (f64.reinterpret_i64 (call $id64 (i64.const 0)))) (i32.const 1))
    (call $i32 (f64.ge (f64.reinterpret_i64 (call $id64 (i64.const 0x7ff8000000000000))) (f64.reinterpret_i64 (call $id64 (i64.const 0x3ff0000000000000)))) (i32.const 0))))
