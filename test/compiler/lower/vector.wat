;; Vector instructions of each kind: lanes, saturation, shuffles, conversions,
;; memory. The official suite has every one with every edge.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (memory 1)
  (data (i32.const 0) "\00\01\02\03\04\05\06\07\08\09\0a\0b\0c\0d\0e\0f")
  (data (i32.const 16) "\01\02\03\04\05\06\07\08\09\0a\0b\0c\0d\0e\0f\70")
  (func $i (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $v (param v128 v128)
    (if (i32.eqz (i8x16.all_true (i8x16.eq (local.get 0) (local.get 1))))
      (then unreachable)))
  (func (export "_start")
    (call $v (i8x16.add (v128.load (i32.const 0)) (v128.load (i32.const 16))) (v128.const i8x16 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 127))
    (call $v (i8x16.add_sat_s (v128.load (i32.const 0)) (v128.load (i32.const 16))) (v128.const i8x16 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 127))
    (call $v (i8x16.sub_sat_u (v128.load (i32.const 0)) (v128.load (i32.const 16))) (v128.const i8x16 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0))
    (call $v (i16x8.mul (v128.load (i32.const 0)) (v128.load (i32.const 16))) (v128.const i16x8 0x100 0x1106 0x3114 0x612a 0xa148 0xf16e 0x519c 0x1d2))
    (call $v (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (v128.load (i32.const 0)) (v128.load (i32.const 16))) (v128.const i8x16 0 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8))
    (call $v (i8x16.swizzle (v128.load (i32.const 0)) (v128.const i8x16 15 14 13 12 16 255 0 1 2 3 4 5 6 7 8 9)) (v128.const i8x16 15 14 13 12 0 0 0 1 2 3 4 5 6 7 8 9))
    (call $i (i8x16.bitmask (i8x16.shl (v128.load (i32.const 0)) (i32.const 7))) (i32.const 0xaaaa))
    (call $i (v128.any_true (v128.xor (v128.load (i32.const 0)) (v128.load (i32.const 0)))) (i32.const 0))
    (call $i (i16x8.all_true (v128.load (i32.const 16))) (i32.const 1))
    (call $v (i16x8.extend_high_i8x16_u (v128.load (i32.const 0))) (v128.const i16x8 8 9 10 11 12 13 14 15))
    (call $v (i8x16.narrow_i16x8_u (v128.const i16x8 -1 0 255 256 1 2 3 4) (v128.load (i32.const 0))) (v128.const i8x16 0 0 255 255 1 2 3 4 255 255 255 255 255 255 255 255))
    (call $v (i32x4.dot_i16x8_s (i16x8.splat (i32.const -3)) (i16x8.splat (i32.const 5))) (v128.const i32x4 -30 -30 -30 -30))
    (call $v (i32x4.trunc_sat_f32x4_s (v128.const f32x4 nan -1.9 inf -inf)) (v128.const i32x4 0 -1 0x7fffffff 0x80000000))
    (call $v (f64x2.min (v128.const f64x2 0 1) (v128.const f64x2 -0 -1)) (v128.const f64x2 -0 -1))
    (call $v (f32x4.pmax (v128.const f32x4 0 1 2 3) (v128.const f32x4 -0 2 1 nan)) (v128.const f32x4 0 2 2 3))
    (call $v (v128.load8_splat (i32.const 5)) (i8x16.splat (i32.const 5)))
    (call $v (v128.load32x2_s (i32.const 12)) (v128.const i64x2 0x0f0e0d0c 0x04030201))
    (call $v (v128.load16_lane 7 (i32.const 1) (v128.const i64x2 0 0)) (v128.const i16x8 0 0 0 0 0 0 0 0x0201))
    (v128.store8_lane 15 (i32.const 64) (v128.load (i32.const 0)))
    (call $i (i32.load (i32.const 64)) (i32.const 15))))
