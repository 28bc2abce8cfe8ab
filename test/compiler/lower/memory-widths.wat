;; Loads and stores of every width, unaligned, with signs.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (memory 1 1)
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $i64 (param i64 i64)
    (if (i64.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $f32 (param f32 i32)
    (call $i32 (i32.reinterpret_f32 (local.get 0)) (local.get 1)))
  (func $f64 (param f64 i64)
    (call $i64 (i64.reinterpret_f64 (local.get 0)) (local.get 1)))
  (func (export "_start")
    (i64.store (i32.const 3) (i64.const 0x80f1e2d3c4b5a697))
    (call $i32 (i32.load8_u (i32.const 3)) (i32.const 0x97))
    (call $i32 (i32.load8_s (i32.const 3)) (i32.const 0xffffff97))
    (call $i32 (i32.load16_u offset=1 (i32.const 2)) (i32.const 0xa697))
    (call $i32 (i32.load16_s (i32.const 3)) (i32.const 0xffffa697))
    (call $i32 (i32.load (i32.const 5)) (i32.const 0xe2d3c4b5))
    (call $i64 (i64.load8_s (i32.const 10)) (i64.const -128))
    (call $i64 (i64.load8_u (i32.const 10)) (i64.const 128))
    (call $i64 (i64.load16_s (i32.const 9)) (i64.const 0xffffffffffff80f1))
    (call $i64 (i64.load16_u (i32.const 9)) (i64.const 0x80f1))
    (call $i64 (i64.load32_s (i32.const 7)) (i64.const 0xffffffff80f1e2d3))
    (call $i64 (i64.load32_u (i32.const 7)) (i64.const 0x80f1e2d3))
    (i32.store8 (i32.const 16) (i32.const 0x1ff))
    (i32.store16 (i32.const 17) (i32.const 0x12345))
    (i64.store8 (i32.const 19) (i64.const 0x1fe))
    (i64.store16 (i32.const 20) (i64.const 0x12346))
    (i64.store32 (i32.const 22) (i64.const 0x1aabbccdd))
    (call $i64 (i64.load (i32.const 16)) (i64.const 0xccdd2346fe2345ff))
    (f32.store (i32.const 40) (f32.const 1.5))
    (f64.store (i32.const 44) (f64.const 1.5))
    (call $f32 (f32.load (i32.const 40)) (i32.const 0x3fc00000))
    (call $f64 (f64.load (i32.const 44)) (i64.const 0x3ff8000000000000))
    ;; The last bytes there are.
    (i64.store (i32.const 65528) (i64.const 1))
    (call $i32 (i32.load8_u offset=65535 (i32.const 0)) (i32.const 0))))
