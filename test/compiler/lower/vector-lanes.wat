;; Between vectors and their lanes, and lanes from place to place. An index of
;; swizzle that is not below 16 gives 0.
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
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func (export "_start")
    (call $is (i8x16.splat (i32.const 0x1ff))
      (v128.const i8x16 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1))
    (call $is (i16x8.splat (i32.const 0x1fffe))
      (v128.const i16x8 -2 -2 -2 -2 -2 -2 -2 -2))
    (call $is (i32x4.splat (i32.const -5))
      (v128.const i32x4 -5 -5 -5 -5))
    (call $is (i64x2.splat (i64.const -6))
      (v128.const i64x2 -6 -6))
    (call $is (f32x4.splat (f32.const 1.5))
      (v128.const f32x4 1.5 1.5 1.5 1.5))
    (call $is (f64x2.splat (f64.const -2.5))
      (v128.const f64x2 -2.5 -2.5))
    (call $i32 (i8x16.extract_lane_s 0 (call $id (v128.const i8x16 -128 -127 -100 -1 0 1 2 100 126 127 -64 64 3 -3 15 16))) (i32.const -128))
    (call $i32 (i8x16.extract_lane_u 15 (call $id (v128.const i8x16 -128 1 -100 -1 0 -1 3 100 2 127 64 -65 -3 -3 -16 16))) (i32.const 16))
    (call $i32 (i8x16.extract_lane_u 0 (call $id (v128.const i8x16 -128 -127 -100 -1 0 1 2 100 126 127 -64 64 3 -3 15 16))) (i32.const 128))
    (call $i32 (i16x8.extract_lane_s 7 (call $id (v128.const i16x8 -32768 -32768 -1 0 1 32767 0x1234 -300))) (i32.const -300))
    (call $i32 (i16x8.extract_lane_u 0 (call $id (v128.const i16x8 -32768 -32768 -1 0 1 32767 0x1234 -300))) (i32.const 32768))
    (call $i32 (i32x4.extract_lane 3 (call $id (v128.const i32x4 0x80000000 -1 0x7fffffff 70000))) (i32.const 70000))
    (call $is (i8x16.replace_lane 5 (call $id (v128.const i8x16 -128 -127 -100 -1 0 1 2 100 126 127 -64 64 3 -3 15 16)) (i32.const 0x155))
      (v128.const i8x16 -128 -127 -100 -1 0 85 2 100 126 127 -64 64 3 -3 15 16))
    (call $is (i16x8.replace_lane 7 (call $id (v128.const i16x8 -32768 -32768 -1 0 1 32767 0x1234 -300)) (i32.const 0x1555))
      (v128.const i16x8 -32768 -32768 -1 0 1 32767 4660 5461))
    (call $is (i32x4.replace_lane 0 (call $id (v128.const i32x4 0x80000000 -1 0x7fffffff 70000)) (i32.const 7))
      (v128.const i32x4 7 -1 2147483647 70000))
    (call $is (i64x2.replace_lane 1 (call $id (v128.const i64x2 0x8000000000000000 0x0000000180000000)) (i64.const 8))
      (v128.const i64x2 -9223372036854775808 8))
    (call $is (f32x4.replace_lane 2 (call $id (v128.const f32x4 1 2 3 4)) (f32.const 9))
      (v128.const f32x4 1 2 9 4))
    (call $is (f64x2.replace_lane 0 (call $id (v128.const f64x2 1 2)) (f64.const 9))
      (v128.const f64x2 9 2))
    (call $is (i8x16.shuffle 0 31 1 30 2 29 3 28 4 27 5 26 6 25 7 24 (call $id (v128.const i8x16 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25)) (call $id (v128.const i8x16 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45)))
      (v128.const i8x16 10 45 11 44 12 43 13 42 14 41 15 40 16 39 17 38))
    (call $is (i8x16.shuffle 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 (call $id (v128.const i8x16 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25)) (call $id (v128.const i8x16 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45)))
      (v128.const i8x16 18 19 20 21 22 23 24 25 30 31 32 33 34 35 36 37))
    (call $is (i8x16.swizzle (call $id (v128.const i8x16 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25)) (call $id (v128.const i8x16 0 15 16 17 31 32 127 128 -1 7 14 1 64 112 -112 3)))
      (v128.const i8x16 10 25 0 0 0 0 0 0 0 17 24 11 0 0 0 13))))
