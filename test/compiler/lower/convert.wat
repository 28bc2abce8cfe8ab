;; Conversions between all number types, in range.
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
    (call $i32 (i32.wrap_i64 (call $id64 (i64.const 0x1ffffffff))) (i32.const -1))
    (call $i64 (i64.extend_i32_s (call $id32 (i32.const -1))) (i64.const -1))
    (call $i64 (i64.extend_i32_u (call $id32 (i32.const -1))) (i64.const 0xffffffff))
    (call $i32 (i32.trunc_f64_s (f64.reinterpret_i64 (call $id64 (i64.const 0xc1e00000001ccccd)))) (i32.const 0x80000000))
    (call $i32 (i32.trunc_f32_s (f32.reinterpret_i32 (call $id32 (i32.const 0xcf000000)))) (i32.const 0x80000000))
    (call $i32 (i32.trunc_f64_u (f64.reinterpret_i64 (call $id64 (i64.const 0xbfeccccccccccccd)))) (i32.const 0))
    (call $i32 (i32.trunc_f32_u (f32.reinterpret_i32 (call $id32 (i32.const 0x4f7fffff)))) (i32.const 0xffffff00))
    (call $i64 (i64.trunc_f64_s (f64.reinterpret_i64 (call $id64 (i64.const 0xc3e0000000000000)))) (i64.const 0x8000000000000000))
    (call $i64 (i64.trunc_f64_u (f64.reinterpret_i64 (call $id64 (i64.const 0x43efffffffffffff)))) (i64.const 0xfffffffffffff800))
    (call $i32 (i32.trunc_sat_f32_s (f32.reinterpret_i32 (call $id32 (i32.const 0x7fc00000)))) (i32.const 0))
    (call $i32 (i32.trunc_sat_f32_s (f32.reinterpret_i32 (call $id32 (i32.const 0x7f800000)))) (i32.const 0x7fffffff))
    (call $i32 (i32.trunc_sat_f64_u (f64.reinterpret_i64 (call $id64 (i64.const 0xbff0000000000000)))) (i32.const 0))
    (call $i64 (i64.trunc_sat_f64_u (f64.reinterpret_i64 (call $id64 (i64.const 0x7ff0000000000000)))) (i64.const -1))
    (call $f32 (f32.convert_i64_u (call $id64 (i64.const -1))) (i32.const 0x5f800000))
    (call $f64 (f64.convert_i32_s (call $id32 (i32.const -1))) (i64.const 0xbff0000000000000))
    (call $f64 (f64.convert_i64_u (call $id64 (i64.const 0x8000000000000401))) (i64.const 0x43e0000000000001))
    (call $f32 (f32.demote_f64 (f64.reinterpret_i64 (call $id64 (i64.const 0x36a0000000000000)))) (i32.const 1))
    (call $f64 (f64.promote_f32 (f32.reinterpret_i32 (call $id32 (i32.const 1)))) (i64.const 0x36a0000000000000))))
