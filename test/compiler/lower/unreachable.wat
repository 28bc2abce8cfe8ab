;; unreachable says so.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: trap: unreachable
;; CHECK: O0: status 134
;; CHECK: trap: unreachable
;; CHECK: O2: status 134
;; CHECK: trap: unreachable
;; CHECK: O3: status 134
;; CHECK: trap: unreachable
;; CHECK: aarch64 O0: status 134
;; CHECK: trap: unreachable
;; CHECK: aarch64 O2: status 134
(module
  (func (export "_start")
    unreachable))
