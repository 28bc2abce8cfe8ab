;; Relaxed instructions where the deterministic profile makes the choice, the
;; same on both targets.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: wasmc -O0 --relaxed-simd deterministic %s -o %t.x0 && %t.x0
;; RUN: wasmc -O2 --relaxed-simd deterministic --cpu x86-64-v2 %s -o %t.x2 && %t.x2
;; RUN: wasmc -O0 --relaxed-simd deterministic --target aarch64-linux %s -o %t.a0
;; RUN: qemu-aarch64-static %t.a0
;; RUN: wasmc -O2 --relaxed-simd deterministic --target aarch64-linux %s -o %t.a2
;; RUN: qemu-aarch64-static %t.a2
(module
  ;; Hides a value from the optimiser: what it returns depends on memory.
  (memory 1)
  (func $id (param v128) (result v128)
    (v128.store (i32.const 64) (local.get 0))
    (v128.load (i32.load (i32.const 32))))
  (data (i32.const 32) "\40")
  (func $is (param v128 v128)
    (if (v128.any_true (v128.xor (local.get 0) (local.get 1)))
      (then unreachable)))
  (func (export "_start")
    (call $is (i8x16.relaxed_swizzle (call $id (v128.const i8x16 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25)) (call $id (v128.const i8x16 16 17 31 32 127 -1 0 1 2 3 4 5 6 7 8 9)))
      (v128.const i8x16 0 0 0 0 0 0 10 11 12 13 14 15 16 17 18 19))
    (call $is (i32x4.relaxed_trunc_f32x4_s (call $id (v128.const f32x4 nan inf 2147483648 -3e9)))
      (v128.const i32x4 0 0x7fffffff 0x7fffffff 0x80000000))
    (call $is (i32x4.relaxed_trunc_f32x4_u (call $id (v128.const f32x4 nan inf -1 4294967296)))
      (v128.const i32x4 0 -1 0 -1))
    (call $is (i32x4.relaxed_trunc_f64x2_s_zero (call $id (v128.const f64x2 nan 1e10)))
      (v128.const i32x4 0 0x7fffffff 0 0))
    (call $is (i32x4.relaxed_trunc_f64x2_u_zero (call $id (v128.const f64x2 -1 1e10)))
      (v128.const i32x4 0 -1 0 0))
    ;; The product rounds to 1 + 2^-11, fused it would leave 2^-24.
    (call $is (f32x4.relaxed_madd (call $id (v128.const f32x4 0x1.001p0 1 1 1)) (call $id (v128.const f32x4 0x1.001p0 1 1 1)) (call $id (v128.const f32x4 -0x1.002p0 0 0 0)))
      (v128.const f32x4 0 1 1 1))
    (call $is (i16x8.relaxed_laneselect (call $id (v128.const i32x4 -1 -1 -1 -1)) (call $id (v128.const i32x4 0 0 0 0)) (call $id (v128.const i32x4 0x12345678 0x80000001 0 -1)))
      (v128.const i32x4 0x12345678 0x80000001 0 -1))
    (call $is (f32x4.relaxed_min (call $id (v128.const f32x4 0 -0 1 2)) (call $id (v128.const f32x4 -0 0 2 1)))
      (v128.const f32x4 -0 -0 1 1))
    (call $is (f64x2.relaxed_max (call $id (v128.const f64x2 0 -0)) (call $id (v128.const f64x2 -0 0)))
      (v128.const f64x2 0 0))
    (call $is (i16x8.relaxed_q15mulr_s (call $id (v128.const i16x8 -32768 1 2 3 4 5 6 7)) (call $id (v128.const i16x8 -32768 0 0 0 0 0 0 0)))
      (v128.const i16x8 32767 0 0 0 0 0 0 0))
    (call $is (i16x8.dot_i8x16_i7x16_s (call $id (v128.const i8x16 -128 -128 1 2 0 0 0 0 0 0 0 0 0 0 0 0)) (call $id (v128.const i8x16 -128 -128 -1 -2 0 0 0 0 0 0 0 0 0 0 0 0)))
      (v128.const i16x8 32767 -5 0 0 0 0 0 0))))
