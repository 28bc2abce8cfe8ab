;; A signalling NaN stays one when it is among many results of a call.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: {{^}}O0: status 0
;; CHECK-NEXT: {{^}}O2: status 0
;; CHECK-NEXT: {{^}}O3: status 0
;; CHECK-NEXT: {{^}}aarch64 O0: status 0
;; CHECK-NEXT: {{^}}aarch64 O2: status 0
(module
  (type $many (func (result f64 i32 f32 f32 f32 f32)))
  (table (export "table") 1 funcref)
  (elem (i32.const 0) $many)
  (func $many (type $many)
    (f64.const 213) (i32.const 206) (f32.const 1) (f32.const 2)
    (f32.const -nan:0x310f7a) (f32.const nan:0x1))
  (func (export "_start")
    (call_indirect (type $many) (i32.const 0))
    (if (i32.ne (i32.reinterpret_f32) (i32.const 0x7f800001)) (then (unreachable)))
    (if (i32.ne (i32.reinterpret_f32) (i32.const 0xffb10f7a)) (then (unreachable)))
    (drop) (drop) (drop) (drop)))
