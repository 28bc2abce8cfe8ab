;; memory.fill, memory.copy that overlaps, memory.init, data.drop.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (memory 1)
  (data $p "abcdef")
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $i64 (param i64 i64)
    (if (i64.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $f32 (param f32 i32)
    (call $i32 (i32.reinterpret_f32 (local.get 0)) (local.get 1)))
  (func $f64 (param f64 i64)
    (call $i64 (i64.reinterpret_f64 (local.get 0)) (local.get 1)))
  (func (export "_start")
    (memory.fill (i32.const 100) (i32.const 0x1ab) (i32.const 3))
    (call $i32 (i32.load (i32.const 100)) (i32.const 0xababab))
    (memory.init $p (i32.const 200) (i32.const 1) (i32.const 4))
    (call $i32 (i32.load (i32.const 200)) (i32.const 0x65646362))
    (memory.copy (i32.const 201) (i32.const 200) (i32.const 4))
    (call $i64 (i64.load (i32.const 200)) (i64.const 0x6564636262))
    (memory.copy (i32.const 200) (i32.const 201) (i32.const 4))
    (call $i64 (i64.load (i32.const 200)) (i64.const 0x6565646362))
    (data.drop $p)
    (memory.init $p (i32.const 0) (i32.const 0) (i32.const 0))
    ;; Nothing of length 0 is out of bounds at the end.
    (memory.fill (i32.const 65536) (i32.const 1) (i32.const 0))
    (memory.copy (i32.const 65536) (i32.const 65536) (i32.const 0))))
