;; With --memory=checked the last bytes of a memory are there, for every width, and
;; so are those that memory.grow adds.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere --memory=checked %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (memory 1 2)
  (func $ends (param $end i32)
    (i32.store8 offset=7 (i32.sub (local.get $end) (i32.const 8)) (i32.const 0x80))
    (i32.store16 (i32.sub (local.get $end) (i32.const 2)) (i32.const 0x8070))
    (i32.store (i32.sub (local.get $end) (i32.const 4)) (i32.const 0x80706050))
    (i64.store (i32.sub (local.get $end) (i32.const 8)) (i64.const 0x8070605040302010))
    (v128.store (i32.sub (local.get $end) (i32.const 16))
      (v128.const i64x2 1 0x8070605040302010))
    (if (i32.ne (i32.load8_u (i32.sub (local.get $end) (i32.const 1))) (i32.const 0x80))
      (then (unreachable)))
    (if (i64.ne (i64.load (i32.sub (local.get $end) (i32.const 8)))
                (i64.const 0x8070605040302010))
      (then (unreachable)))
    (if (i32.ne (i32.load offset=0xffff (i32.sub (local.get $end) (i32.const 0x10003)))
                (i32.const 0x80706050))
      (then (unreachable))))
  (func (export "_start")
    (if (i32.ne (memory.grow (i32.const 1)) (i32.const 1)) (then (unreachable)))
    (call $ends (i32.const 0x20000))))
