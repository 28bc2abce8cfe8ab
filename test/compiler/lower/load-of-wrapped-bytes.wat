;; An 8-byte load traps if its upper bytes are outside memory, also if only the
;; lower ones are used.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: trap: out of bounds memory access
;; CHECK: O0: status 134
;; CHECK: trap: out of bounds memory access
;; CHECK: O2: status 134
;; CHECK: trap: out of bounds memory access
;; CHECK: O3: status 134
;; CHECK: trap: out of bounds memory access
;; CHECK: aarch64 O0: status 134
;; CHECK: trap: out of bounds memory access
;; CHECK: aarch64 O2: status 134
(module
  (memory 1)
  (global (export "g") (mut i32) (i32.const 0))
  (func (export "_start")
    (global.set 0 (i32.wrap_i64 (i64.load
      (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 4)))))))
