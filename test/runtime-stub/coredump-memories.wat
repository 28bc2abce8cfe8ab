;; A core dump has all memories, each as large as it was, of either address type.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: wasmc -O2 --coredump %t.core %s -o %t
;; RUN: not %t 2>%t.err && %S/Inputs/read-coredump.py %t.core | FileCheck %s
;; RUN: wasmc -O2 --memory=checked --coredump %t.core %s -o %t
;; RUN: not %t 2>%t.err && %S/Inputs/read-coredump.py %t.core | FileCheck %s
;; RUN: wasmc -O2 --target aarch64-linux --coredump %t.a64.core %s -o %t.a64
;; RUN: not qemu-aarch64-static %t.a64 2>%t.err && %S/Inputs/read-coredump.py %t.a64.core | FileCheck %s
(module
  (memory 0)
  (memory $wide i64 2)
  (memory $more 3)
  (global $end (mut i32) (i32.const 65535))
  (func $fail (param $at i32)
    (i32.store8 $wide (i64.const 70000) (i32.const 9))
    (i32.store16 $more (i32.const 0x2fffe) (i32.const 0x0101))
    (i32.store8 (i32.const 0) (local.get $at)))
  (func (export "_start")
    (call $fail (global.get $end))))
;; CHECK: instance 0 of module 0 memories [0, 1, 2] globals [0]
;; CHECK: memory 0 32-bit bytes 0
;; CHECK-NEXT: memory 1 64-bit bytes 131072
;; CHECK-NEXT: memory 2 32-bit bytes 196608
;; CHECK-NEXT: global 0 0x7f 65535
;; CHECK-NEXT: data memory 1 at 70000 length 1
;; CHECK-NEXT: data memory 2 at 196606 length 2
