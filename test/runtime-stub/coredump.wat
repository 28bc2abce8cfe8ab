;; --coredump: a trap leaves a dump with the stack, the globals as they were and
;; what of memory is not zero; other tools take it for a module.
;; REQUIRES: x86_64-linux, node, wabt
;; RUN: rm -f %t.core
;; RUN: wasmc -O0 --coredump %t.core %s -o %t
;; RUN: not %t 2>&1 | FileCheck %s --check-prefix=TOLD
;; RUN: %S/Inputs/read-coredump.py %t.core 0:8 0x20ffff:1 | FileCheck %s
;; RUN: stat -c %%a %t.core | FileCheck %s --check-prefix=MODE
;; RUN: node -e 'new WebAssembly.Module(require("fs").readFileSync(process.argv[1]))' %t.core
;; RUN: wasm-validate %t.core
;; RUN: wasm-objdump -x %t.core | FileCheck %s --check-prefix=WABT
(module
  (memory 1 100)
  (table 1 funcref)
  (global $i (mut i32) (i32.const 1))
  (global $l i64 (i64.const -2))
  (global $f (mut f32) (f32.const 0))
  (global $d (mut f64) (f64.const 0.5))
  (global $v (mut v128) (v128.const i64x2 1 2))
  (global $r funcref (ref.null func))
  (data (i32.const 1) "hello")
  (func $inner (param i32)
    (global.set $i (local.get 0))
    (global.set $f (f32.const 1.5))
    (call_indirect (param i32) (local.get 0) (i32.const 0)))
  (func $outer (export "_start")
    (drop (memory.grow (i32.const 32)))
    (i32.store8 (i32.const 0x20ffff) (i32.const 7))
    (call $inner (i32.const -42))))
;; TOLD: trap: uninitialized element
;; TOLD-NEXT: at inner
;; TOLD-NEXT: at outer
;; TOLD-NEXT: coredump.wat.tmp: core dump of {{[0-9]+}} bytes written
;; CHECK: core coredump.wat.tmp
;; CHECK-NEXT: module 0 coredump.wat.tmp
;; CHECK-NEXT: instance 0 of module 0 memories [0] globals [0, 1, 2, 3, 4, 5]
;; CHECK-NEXT: thread main
;; CHECK-NEXT: frame 0 instance 0 func 0 offset 0
;; CHECK-NEXT: frame 1 instance 0 func 1 offset 0
;; CHECK-NEXT: frames 2
;; CHECK-NEXT: memory 0 32-bit bytes 2162688
;; CHECK-NEXT: global 0 0x7f -42
;; CHECK-NEXT: global 1 0x7e -2
;; CHECK-NEXT: global 2 0x7d 1.5
;; CHECK-NEXT: global 3 0x7c 0.5
;; CHECK-NEXT: global 4 0x7b 01000000000000000200000000000000
;; CHECK-NEXT: global 5 0x70 null 0x70
;; CHECK-NEXT: data memory 0 at 1 length 5
;; CHECK-NEXT: data memory 0 at 2162687 length 1
;; CHECK-NEXT: at 0x0 0068656c6c6f0000
;; CHECK-NEXT: at 0x20ffff 07
;; MODE: {{^}}600{{$}}
;; WABT: global[0] i32 mutable=0 - init i32=-42
