;; Endless recursion runs out of stack; it does not become an endless loop.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: trap: call stack exhausted
;; CHECK: O0: status 134
;; CHECK: trap: call stack exhausted
;; CHECK: O2: status 134
;; CHECK: trap: call stack exhausted
;; CHECK: O3: status 134
;; CHECK: trap: call stack exhausted
;; CHECK: aarch64 O0: status 134
;; CHECK: trap: call stack exhausted
;; CHECK: aarch64 O2: status 134
(module
  (func $again (call $again))
  (func (export "_start") (call $again)))
