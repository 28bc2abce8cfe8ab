;; Arithmetic makes signalling NaNs quiet even where it changes no number; abs,
;; neg, pmin and pmax are bit for bit what they are for numbers.
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
  (func $signalling (result v128)
    (call $id (v128.const f32x4 nan:0x1 -nan:0x1 1 -2)))
  (func $signalling64 (result v128) (call $id (v128.const f64x2 nan:0x1 -1)))
  (func $is (param v128 v128)
    (if (v128.any_true (v128.xor (local.get 0) (local.get 1)))
      (then unreachable)))
  ;; The first two lanes are quiet NaNs, the others as given.
  (func $quiet (param v128 v128)
    (call $is (i32x4.ge_u (v128.and (local.get 0) (v128.const i32x4 0x7fffffff 0x7fffffff 0 0))
                          (v128.const i32x4 0x7fc00000 0x7fc00000 0 0))
      (v128.const i32x4 -1 -1 -1 -1))
    (call $is (v128.and (local.get 0) (v128.const i32x4 0 0 -1 -1)) (local.get 1)))
  (func $quiet64 (param v128 v128)
    (if (i64.ne (i64.and (i64x2.extract_lane 0 (local.get 0)) (i64.const 0x7ff8000000000000))
                (i64.const 0x7ff8000000000000))
      (then unreachable))
    (call $is (v128.and (local.get 0) (v128.const i64x2 0 -1)) (local.get 1)))
  (func (export "_start")
    (call $quiet (f32x4.add (call $signalling) (v128.const f32x4 -0 -0 -0 -0)) (v128.const f32x4 0 0 1 -2))
    (call $quiet (f32x4.sub (call $signalling) (v128.const f32x4 0 0 0 0)) (v128.const f32x4 0 0 1 -2))
    (call $quiet (f32x4.sub (v128.const f32x4 -0 -0 -0 -0) (call $signalling)) (v128.const f32x4 0 0 -1 2))
    (call $quiet (f32x4.mul (call $signalling) (v128.const f32x4 1 -1 1 1)) (v128.const f32x4 0 0 1 -2))
    (call $quiet (f32x4.div (call $signalling) (v128.const f32x4 -1 -1 -1 -1)) (v128.const f32x4 0 0 -1 2))
    (call $quiet (f32x4.min (call $signalling) (v128.const f32x4 inf inf inf inf)) (v128.const f32x4 0 0 1 -2))
    (call $quiet (f32x4.max (call $signalling) (call $signalling)) (v128.const f32x4 0 0 1 -2))
    (call $quiet (f32x4.max (v128.const f32x4 nan:0x1 -nan:0x1 1 -2) (v128.const f32x4 nan:0x1 -nan:0x1 1 -2)) (v128.const f32x4 0 0 1 -2))
    (call $quiet (f32x4.nearest (call $signalling)) (v128.const f32x4 0 0 1 -2))
    (call $quiet64 (f64x2.mul (call $signalling64) (v128.const f64x2 1 1)) (v128.const f64x2 0 -1))
    (call $quiet64 (f64x2.max (call $signalling64) (v128.const f64x2 -inf -inf)) (v128.const f64x2 0 -1))
    (call $quiet (f32x4.demote_f64x2_zero (f64x2.promote_low_f32x4 (call $signalling))) (v128.const f32x4 0 0 0 0))
    (call $is (f32x4.neg (call $signalling)) (v128.const f32x4 -nan:0x1 nan:0x1 -1 2))
    (call $is (f32x4.abs (call $signalling)) (v128.const f32x4 nan:0x1 nan:0x1 1 2))
    (call $is (f32x4.pmin (call $signalling) (v128.const f32x4 1 1 0 0)) (v128.const f32x4 nan:0x1 -nan:0x1 0 -2))
    (call $is (f32x4.pmin (v128.const f32x4 1 1 0 0) (call $signalling)) (v128.const f32x4 1 1 0 -2))
    (call $is (f32x4.pmax (call $signalling) (v128.const f32x4 1 1 0 0)) (v128.const f32x4 nan:0x1 -nan:0x1 1 0))
    (call $is (f64x2.pmax (v128.const f64x2 1 1) (call $signalling64)) (v128.const f64x2 1 1))))
