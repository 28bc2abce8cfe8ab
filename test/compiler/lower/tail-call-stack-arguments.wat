;; In a module that makes tail calls, arguments on the stack are taken off it by
;; the function called, on every path: the loop would run out of stack, or return
;; to where it should not.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: {{^}}O0: status 0
;; CHECK-NEXT: {{^}}O2: status 0
;; CHECK-NEXT: {{^}}O3: status 0
;; CHECK-NEXT: {{^}}aarch64 O0: status 0
;; CHECK-NEXT: {{^}}aarch64 O2: status 0
(module
  (type $nine (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (memory 1)
  (table (export "table") 2 funcref)
  (elem (i32.const 0) $nine $tail)
  ;; The first path needs no frame, the second does.
  (func $nine (type $nine)
    (if (i64.eqz (local.get 0)) (then (return (i64.const 9))))
    (drop (memory.grow (i32.wrap_i64 (local.get 1))))
    (drop (memory.grow (i32.wrap_i64 (local.get 1))))
    (i64.add (local.get 0) (local.get 8)))
  (func $tail (type $nine)
    (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4)
    (local.get 5) (local.get 6) (local.get 7) (local.get 8)
    (i32.wrap_i64 (local.get 1))
    return_call_indirect (type $nine))
  (func $call (param $a i64) (param $function i32) (result i64)
    (call_indirect (type $nine) (local.get $a) (i64.const 0) (i64.const 3)
      (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8)
      (i64.const 9) (local.get $function)))
  (func (export "_start")
    (local $i i32)
    (table.set 0 (i32.const 0) (table.get 0 (i32.const 0)))
    (loop $again
      (if (i64.ne (i64.const 9)
            (call $call (i64.const 0) (i32.and (local.get $i) (i32.const 1))))
        (then (unreachable)))
      (if (i64.ne (i64.const 10)
            (call $call (i64.const 1) (i32.and (local.get $i) (i32.const 1))))
        (then (unreachable)))
      (br_if $again (i32.lt_u
        (local.tee $i (i32.add (local.get $i) (i32.const 1)))
        (i32.const 1000000))))))
