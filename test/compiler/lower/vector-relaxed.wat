;; Relaxed instructions where the specification leaves no choice.
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
  (func $id (param v128) (result v128)
    (v128.store (i32.const 64) (local.get 0))
    (v128.load (i32.load (i32.const 32))))
  (data (i32.const 32) "\40")
  (func $is (param v128 v128)
    (if (v128.any_true (v128.xor (local.get 0) (local.get 1)))
      (then unreachable)))
  (func (export "_start")
    (call $is (i8x16.relaxed_swizzle (call $id (v128.const i8x16 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25)) (call $id (v128.const i8x16 15 0 -1 -128 7 7 7 7 1 2 3 4 5 6 8 9)))
      (v128.const i8x16 25 10 0 0 17 17 17 17 11 12 13 14 15 16 18 19))
    (call $is (i32x4.relaxed_trunc_f32x4_s (call $id (v128.const f32x4 -1.9 0.9 2147483520 -2147483648)))
      (v128.const i32x4 -1 0 2147483520 -2147483648))
    (call $is (i32x4.relaxed_trunc_f32x4_u (call $id (v128.const f32x4 -0.9 1.9 4294967040 2147483648)))
      (v128.const i32x4 0 1 0xffffff00 0x80000000))
    (call $is (i32x4.relaxed_trunc_f64x2_s_zero (call $id (v128.const f64x2 -2147483648.9 2147483647.9)))
      (v128.const i32x4 -2147483648 2147483647 0 0))
    (call $is (i32x4.relaxed_trunc_f64x2_u_zero (call $id (v128.const f64x2 -0.9 4294967295.9)))
      (v128.const i32x4 0 0xffffffff 0 0))
    (call $is (f32x4.relaxed_madd (call $id (v128.const f32x4 1 2 3 -4)) (call $id (v128.const f32x4 5 6 7 8)) (call $id (v128.const f32x4 9 10 -21 inf)))
      (v128.const f32x4 14 22 0 inf))
    (call $is (f64x2.relaxed_nmadd (call $id (v128.const f64x2 3 -4)) (call $id (v128.const f64x2 5 6)) (call $id (v128.const f64x2 15 1)))
      (v128.const f64x2 0 25))
    (call $is (i8x16.relaxed_laneselect (call $id (v128.const i32x4 1 2 3 4)) (call $id (v128.const i32x4 5 6 7 8)) (call $id (v128.const i32x4 -1 0 0xff 0xffffff00)))
      (v128.const i32x4 1 6 3 8))
    (call $is (i16x8.relaxed_laneselect (call $id (v128.const i32x4 1 2 3 4)) (call $id (v128.const i32x4 5 6 7 8)) (call $id (v128.const i32x4 -1 0 0xffff 0xffff0000)))
      (v128.const i32x4 1 6 3 8))
    (call $is (i64x2.relaxed_laneselect (call $id (v128.const i64x2 1 2)) (call $id (v128.const i64x2 3 4)) (call $id (v128.const i64x2 0 -1)))
      (v128.const i64x2 3 2))
    (call $is (f32x4.relaxed_min (call $id (v128.const f32x4 1 2 -inf 4)) (call $id (v128.const f32x4 2 1 3 inf)))
      (v128.const f32x4 1 1 -inf 4))
    (call $is (f64x2.relaxed_max (call $id (v128.const f64x2 1 2)) (call $id (v128.const f64x2 2 -inf)))
      (v128.const f64x2 2 2))
    (call $is (i16x8.relaxed_q15mulr_s (call $id (v128.const i16x8 -32768 16384 1 0 3 4 5 6)) (call $id (v128.const i16x8 32767 16384 16384 9 9 9 9 9)))
      (v128.const i16x8 -32767 8192 1 0 0 0 0 0))
    (call $is (i16x8.dot_i8x16_i7x16_s (call $id (v128.const i8x16 -128 -128 127 127 1 2 3 4 5 6 7 8 9 10 11 12)) (call $id (v128.const i8x16 127 127 127 127 1 1 1 1 1 1 1 1 1 1 1 1)))
      (v128.const i16x8 -32512 32258 3 7 11 15 19 23))
    (call $is (i32x4.dot_i8x16_i7x16_add_s (call $id (v128.const i8x16 -128 -128 -128 -128 127 127 127 127 5 6 7 8 9 10 11 12)) (call $id (v128.const i8x16 127 127 127 127 127 127 127 127 1 1 1 1 1 1 1 1)) (call $id (v128.const i32x4 1 -1 2 3)))
      (v128.const i32x4 -65023 64515 28 45))))
