;; A dump of an exhausted stack has its innermost 1024 frames.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: wasmc -O1 --coredump %t.core %s -o %t
;; RUN: bash -c '%t 2>/dev/null; test $? = 134'
;; RUN: %S/Inputs/read-coredump.py %t.core | FileCheck %s
;; RUN: wasmc -O1 --target aarch64-linux --coredump %t.core %s -o %t.a64
;; RUN: bash -c 'qemu-aarch64-static %t.a64 2>/dev/null; test $? = 134'
;; RUN: %S/Inputs/read-coredump.py %t.core | FileCheck %s
(module
  (memory (export "memory") 1)
  (func $deeper (param i32) (result i32)
    (i32.add (call $deeper (i32.add (local.get 0) (i32.const 1)))
             (i32.load (local.get 0))))
  (func (export "_start")
    (i32.store (i32.const 0) (call $deeper (i32.const 0)))))
;; CHECK: frame 0 instance 0 func 0 offset 0
;; CHECK: frames 1024
