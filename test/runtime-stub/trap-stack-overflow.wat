;; Endless recursion ends in the guard below the call stack. The backtrace shows
;; the innermost frames and counts the others.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O1 %s -o %t
;; RUN: not %t 2>&1 | FileCheck %s
;; RUN: bash -c '%t 2>/dev/null; test $? = 134'
(module
  (memory (export "memory") 1)
  (func $deeper (param i32) (result i32)
    (i32.add (call $deeper (i32.add (local.get 0) (i32.const 1)))
             (i32.load (local.get 0))))
  (func (export "_start")
    (i32.store (i32.const 0) (call $deeper (i32.const 0)))))
;; CHECK: trap: call stack exhausted
;; CHECK-COUNT-32: at deeper (func 0) +0x
;; CHECK-NEXT: ... and {{[1-9][0-9]+}} more
