;; A memory with 64-bit indices: the last bytes there are, growth, bulk operations.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (memory i64 1 3)
  (data (i64.const 8) "abcd")
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func $i64 (param i64 i64)
    (if (i64.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func (export "_start")
    (call $i32 (i32.load (i64.const 8)) (i32.const 0x64636261))
    (i64.store (i64.const 65528) (i64.const 5))
    (call $i64 (i64.load offset=65520 (i64.const 8)) (i64.const 5))
    (call $i64 (memory.grow (i64.const 1)) (i64.const 1))
    (call $i64 (memory.grow (i64.const 5)) (i64.const -1))
    (call $i64 (memory.size) (i64.const 2))
    (memory.fill (i64.const 131068) (i32.const 255) (i64.const 4))
    (memory.copy (i64.const 0) (i64.const 131068) (i64.const 4))
    (call $i32 (i32.load (i64.const 0)) (i32.const -1))))
