;; validate asks what the specification asks, and not what an executable needs:
;; unknown imports and no _start are fine.
;; RUN: wasmc validate %s
;; RUN: not wasmc %s -o %t.out 2>&1 | FileCheck %s
;; RUN: test ! -e %t.out
;; CHECK: {{^}}wasmc: {{.*}}.wat:{{.+}}
(module
  (import "somewhere" "something" (func))
  (memory (import "somewhere" "memory") 1))
