;; A trap says its kind, then who called whom, innermost first: by name where the
;; module has one. Optimisation may merge functions, but loses none that is called.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O0 %s -o %t
;; RUN: not %t 2>&1 | FileCheck %s --match-full-lines
;; RUN: bash -c '%t 2>/dev/null; test $? = 134'
;; RUN: wasmc -O2 %s -o %t.2
;; RUN: not %t.2 2>&1 | FileCheck %s --check-prefix=INLINED
(module
  (memory (export "memory") 1)
  (table 1 funcref)
  (elem (i32.const 0) $inner)
  (type $t (func (param i32) (result i32)))
  (func $inner (type $t)
    (if (local.get 0) (then (unreachable)))
    (i32.const 1))
  (func (param i32) (result i32) ;; without a name
    (i32.add (call_indirect (type $t) (local.get 0) (i32.load (i32.const 8)))
             (i32.load (i32.const 12))))
  (func $outer (param i32) (result i32)
    (i32.add (call 1 (local.get 0)) (i32.load (i32.const 16))))
  (func $main (export "_start")
    (i32.store (i32.const 0) (call $outer (i32.load (i32.const 4)))))
  (data (i32.const 4) "\01"))
;; CHECK: trap-backtrace.wat.tmp: trap: unreachable
;; CHECK-NEXT: {{    at inner \(func 0\) \+0x[0-9a-f]+}}
;; CHECK-NEXT: {{    at func 1 \(func 1\) \+0x[0-9a-f]+}}
;; CHECK-NEXT: {{    at outer \(func 2\) \+0x[0-9a-f]+}}
;; CHECK-NEXT: {{    at main \(func 3\) \+0x[0-9a-f]+}}
;; CHECK-NOT: {{.}}
;; INLINED: trap: unreachable
;; INLINED: at main (func 3) +0x
