;; Every way to trap has its own message and a backtrace that names the functions.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: wasmc -O0 %s -o %t
;; RUN: %S/Inputs/each-trap 12 %t | FileCheck %s
;; RUN: wasmc -O2 %s -o %t.O2
;; RUN: %S/Inputs/each-trap 12 %t.O2 | FileCheck %s --check-prefix=KIND
;; RUN: wasmc -O0 --target aarch64-linux %s -o %t.a64
;; RUN: %S/Inputs/each-trap 12 qemu-aarch64-static %t.a64 | FileCheck %s
;; RUN: wasmc -O2 --target aarch64-linux %s -o %t.a64.O2
;; RUN: %S/Inputs/each-trap 12 qemu-aarch64-static %t.a64.O2 | FileCheck %s --check-prefix=KIND
(module
  (import "wasi_snapshot_preview1" "args_sizes_get"
    (func $sizes (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (type $plain (func))
  (table $calls 2 2 funcref)
  (elem (table $calls) (i32.const 1) func $recurse)
  (table $refs 1 funcref)
  (global $zero (mut i32) (i32.const 0))
  (func $recurse (param i32) (result i32)
    (i32.add (call $recurse (i32.add (local.get 0) (i32.const 1)))
             (i32.load (global.get $zero))))
  (func $unreachable (param i32)
    (unreachable))
  (func $memory (param i32)
    (drop (i32.load offset=65533 (local.get 0))))
  (func $zero (param i32)
    (drop (i32.div_s (local.get 0) (i32.const 0))))
  (func $remainder (param i32)
    (drop (i64.rem_u (i64.extend_i32_u (local.get 0)) (i64.extend_i32_u (global.get $zero)))))
  (func $overflow (param i32)
    (drop (i32.div_s (i32.const 0x80000000) (i32.sub (global.get $zero) (i32.const 1)))))
  (func $range (param i32)
    (drop (i32.trunc_f64_s (f64.const 1e300))))
  (func $nan (param i32)
    (drop (i64.trunc_f32_u (f32.const nan))))
  (func $undefined (param i32)
    (call_indirect $calls (type $plain) (local.get 0)))
  (func $uninitialised (param i32)
    (call_indirect $calls (type $plain) (global.get $zero)))
  (func $mismatch (param i32)
    (call_indirect $calls (type $plain) (i32.add (global.get $zero) (i32.const 1))))
  (func $table (param i32)
    (drop (table.get $refs (local.get 0))))
  (func $deep (param i32)
    (drop (call $recurse (local.get 0))))
  (func $main (export "_start") (local $n i32)
    (drop (call $sizes (i32.const 0) (i32.const 4)))
    (local.set $n (i32.load (i32.const 0)))
    (if (i32.eq (local.get $n) (i32.const 1)) (then (call $unreachable (i32.const 100))))
    (if (i32.eq (local.get $n) (i32.const 2)) (then (call $memory (i32.const 100))))
    (if (i32.eq (local.get $n) (i32.const 3)) (then (call $zero (i32.const 100))))
    (if (i32.eq (local.get $n) (i32.const 4)) (then (call $remainder (i32.const 100))))
    (if (i32.eq (local.get $n) (i32.const 5)) (then (call $overflow (i32.const 100))))
    (if (i32.eq (local.get $n) (i32.const 6)) (then (call $range (i32.const 100))))
    (if (i32.eq (local.get $n) (i32.const 7)) (then (call $nan (i32.const 100))))
    (if (i32.eq (local.get $n) (i32.const 8)) (then (call $undefined (i32.const 100))))
    (if (i32.eq (local.get $n) (i32.const 9)) (then (call $uninitialised (i32.const 100))))
    (if (i32.eq (local.get $n) (i32.const 10)) (then (call $mismatch (i32.const 100))))
    (if (i32.eq (local.get $n) (i32.const 11)) (then (call $table (i32.const 100))))
    (if (i32.eq (local.get $n) (i32.const 12)) (then (call $deep (i32.const 100))))))
;; CHECK: trap: unreachable
;; CHECK-NEXT: at unreachable
;; CHECK-NEXT: at main
;; CHECK: status 134
;; KIND: trap: unreachable
;; KIND: status 134
;; CHECK: trap: out of bounds memory access
;; CHECK-NEXT: at memory
;; CHECK-NEXT: at main
;; CHECK: status 134
;; KIND: trap: out of bounds memory access
;; KIND: status 134
;; CHECK: trap: integer divide by zero
;; CHECK-NEXT: at zero
;; CHECK-NEXT: at main
;; CHECK: status 134
;; KIND: trap: integer divide by zero
;; KIND: status 134
;; CHECK: trap: integer divide by zero
;; CHECK-NEXT: at remainder
;; CHECK-NEXT: at main
;; CHECK: status 134
;; KIND: trap: integer divide by zero
;; KIND: status 134
;; CHECK: trap: integer overflow
;; CHECK-NEXT: at overflow
;; CHECK-NEXT: at main
;; CHECK: status 134
;; KIND: trap: integer overflow
;; KIND: status 134
;; CHECK: trap: integer overflow
;; CHECK-NEXT: at range
;; CHECK-NEXT: at main
;; CHECK: status 134
;; KIND: trap: integer overflow
;; KIND: status 134
;; CHECK: trap: invalid conversion to integer
;; CHECK-NEXT: at nan
;; CHECK-NEXT: at main
;; CHECK: status 134
;; KIND: trap: invalid conversion to integer
;; KIND: status 134
;; CHECK: trap: undefined element
;; CHECK-NEXT: at undefined
;; CHECK-NEXT: at main
;; CHECK: status 134
;; KIND: trap: undefined element
;; KIND: status 134
;; CHECK: trap: uninitialized element
;; CHECK-NEXT: at uninitialised
;; CHECK-NEXT: at main
;; CHECK: status 134
;; KIND: trap: uninitialized element
;; KIND: status 134
;; CHECK: trap: indirect call type mismatch
;; CHECK-NEXT: at mismatch
;; CHECK-NEXT: at main
;; CHECK: status 134
;; KIND: trap: indirect call type mismatch
;; KIND: status 134
;; CHECK: trap: out of bounds table access
;; CHECK-NEXT: at table
;; CHECK-NEXT: at main
;; CHECK: status 134
;; KIND: trap: out of bounds table access
;; KIND: status 134
;; CHECK: trap: call stack exhausted
;; CHECK-NEXT: at recurse
;; CHECK: status 134
;; KIND: trap: call stack exhausted
;; KIND: status 134
