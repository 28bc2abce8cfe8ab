;; Of several checked accesses by one index the one that reaches furthest, if it
;; comes first, is the only one compared; a constant address within the smallest
;; size is not.
;; RUN: wasmc -O2 --memory=checked --emit llvm-ir %s -o - | FileCheck %s
;; CHECK-LABEL: define {{.*}}@wasm.f0
;; CHECK-COUNT-1: icmp ugt
;; CHECK-NOT: icmp
;; CHECK: define
(module
  (memory 1 9)
  (func (export "_start") (local $p i32)
    (local.set $p (i32.load (i32.const 65532)))
    (i32.store (i32.const 0)
      (i32.add (i32.load offset=12 (local.get $p))
        (i32.add (i32.load offset=4 (local.get $p))
                 (i32.load offset=8 (local.get $p)))))))
