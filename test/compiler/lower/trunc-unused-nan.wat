;; A conversion that traps must trap even if nobody uses its result: LLVM would
;; delete it, the specification would not. NaN is not an overflow.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: trap: invalid conversion to integer
;; CHECK: O0: status 134
;; CHECK: trap: invalid conversion to integer
;; CHECK: O2: status 134
;; CHECK: trap: invalid conversion to integer
;; CHECK: O3: status 134
;; CHECK: trap: invalid conversion to integer
;; CHECK: aarch64 O0: status 134
;; CHECK: trap: invalid conversion to integer
;; CHECK: aarch64 O2: status 134
(module
  (func (export "_start")
    (drop (i32.trunc_f64_s (f64.const nan)))))
