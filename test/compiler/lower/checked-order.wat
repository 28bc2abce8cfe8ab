;; With --memory=checked what comes before the access that traps has happened, and
;; nothing behind it.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere --memory=checked %s %t | FileCheck %s
;; CHECK: {{^}}first
;; CHECK: trap: out of bounds memory access
;; CHECK: {{^    at }}
;; CHECK: O0: status 134
;; CHECK: {{^}}first
;; CHECK: trap: out of bounds memory access
;; CHECK: {{^    at }}
;; CHECK: O2: status 134
;; CHECK: {{^}}first
;; CHECK: trap: out of bounds memory access
;; CHECK: {{^    at }}
;; CHECK: O3: status 134
;; CHECK: {{^}}first
;; CHECK: trap: out of bounds memory access
;; CHECK: {{^    at }}
;; CHECK: aarch64 O0: status 134
;; CHECK: {{^}}first
;; CHECK: trap: out of bounds memory access
;; CHECK: {{^    at }}
;; CHECK: aarch64 O2: status 134
;; CHECK-NOT: second
(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "first\0asecond\0a")
  (data (i32.const 32) "\00\00\00\00\06\00\00\00")
  (data (i32.const 40) "\06\00\00\00\07\00\00\00")
  (func $step (param $line i32) (param $at i32)
    (drop (call $write (i32.const 1) (local.get $line) (i32.const 1) (i32.const 64)))
    (i32.store (local.get $at) (i32.const 1)))
  (func (export "_start") (local $i i32)
    (loop $next
      (call $step (i32.add (i32.const 32) (i32.mul (local.get $i) (i32.const 8)))
                  (i32.add (i32.const 65533) (local.get $i)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                             (i32.const 2))))))
