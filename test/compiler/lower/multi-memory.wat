;; Two memories: each has its own contents, size and bounds.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (memory $a 1)
  (memory $b 2 3)
  (data (memory $a) (i32.const 0) "AAAA")
  (data (memory $b) (i32.const 0) "BBBB")
  (func $i32 (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (func (export "_start")
    (call $i32 (i32.load $a (i32.const 0)) (i32.const 0x41414141))
    (call $i32 (i32.load $b (i32.const 0)) (i32.const 0x42424242))
    (i32.store $b (i32.const 65536) (i32.const 7))
    (memory.copy $a $b (i32.const 4) (i32.const 65536) (i32.const 4))
    (call $i32 (i32.load $a (i32.const 4)) (i32.const 7))
    (call $i32 (memory.size $a) (i32.const 1))
    (call $i32 (memory.grow $b (i32.const 1)) (i32.const 2))
    (call $i32 (memory.size $b) (i32.const 3))))
