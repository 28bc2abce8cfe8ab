;; The function table gives a trap's backtrace names and indices, in a stripped
;; file too. A name's control characters cannot reach the terminal.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O0 -s %s -o %t
;; RUN: (%t; echo status $?) 2>&1 | FileCheck %s
;; CHECK: unreachable
;; CHECK: inner
;; CHECK: outer
;; CHECK: status 134
(module
  (func $inner (unreachable))
  (func $outer (export "_start") (call $inner)))
