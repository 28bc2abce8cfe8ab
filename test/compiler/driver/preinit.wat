;; --preinit=FUNC runs the start function and an export while it compiles; the
;; program begins with what they left in memory, globals and tables, and runs
;; neither again. Both targets get the same state.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: wasmc -O2 --preinit=init %s -o %t 2>&1 | FileCheck %s --allow-empty --check-prefix=BUILD
;; RUN: bash -c '%t; echo status $?' 2>&1 | FileCheck %s
;; RUN: wasmc -O0 --target aarch64-linux --preinit=init %s -o %t.a 2>/dev/null
;; RUN: bash -c 'qemu-aarch64-static %t.a; echo status $?' 2>&1 | FileCheck %s
;; BUILD: initialising
;; CHECK-NOT: initialising
;; CHECK: status 42
(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (table $t 2 10 funcref)
  (global $started (mut i32) (i32.const 0))
  (global $long (mut i64) (i64.const 0))
  (global $float (mut f32) (f32.const 0))
  (global $double (mut f64) (f64.const 0))
  (global $vector (mut v128) (v128.const i64x2 0 0))
  (global $function (mut funcref) (ref.null func))
  (global $fixed i32 (i32.const 7))
  (type $value (func (result i32)))
  (elem (i32.const 0) func $one $two)
  (elem $passive func $three)
  (data (i32.const 100) "initialising\n")
  (data $once "\03\00\00\00")
  (func $one (result i32) (i32.const 1))
  (func $two (result i32) (i32.const 2))
  (func $three (result i32) (i32.const 3))
  (start $start)
  (func $start (global.set $started (i32.add (global.get $started) (i32.const 1))))
  (func (export "init")
    (i32.store (i32.const 0) (i32.const 100))
    (i32.store (i32.const 4) (i32.const 13))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
    (global.set $long (i64.const -5))
    (global.set $float (f32.const 1.5))
    (global.set $double (f64.const -0.25))
    (global.set $vector (v128.const i64x2 -1 12))
    (global.set $function (ref.func $two))
    (drop (memory.grow (i32.const 3)))
    (memory.init $once (i32.const 200000) (i32.const 0) (i32.const 4))
    (data.drop $once)
    (i32.store (i32.const 262140) (i32.const 4))
    (drop (table.grow $t (ref.null func) (i32.const 3)))
    (table.init $t $passive (i32.const 4) (i32.const 0) (i32.const 1))
    (elem.drop $passive)
    (table.set $t (i32.const 0) (ref.func $two)))
  (func $require (param $holds i32)
    (if (i32.eqz (local.get $holds)) (then (call $exit (i32.const 1)))))
  (func (export "_start")
    (call $require (i32.eq (global.get $started) (i32.const 1)))
    (call $require (i64.eq (global.get $long) (i64.const -5)))
    (call $require (f32.eq (global.get $float) (f32.const 1.5)))
    (call $require (f64.eq (global.get $double) (f64.const -0.25)))
    (call $require (i64.eq (i64x2.extract_lane 1 (global.get $vector)) (i64.const 12)))
    (call $require (i32.eqz (ref.is_null (global.get $function))))
    (call $require (i32.eq (global.get $fixed) (i32.const 7)))
    (call $require (i32.eq (memory.size) (i32.const 4)))
    (call $require (i32.eq (i32.load (i32.const 200000)) (i32.const 3)))
    (call $require (i32.eq (i32.load (i32.const 262140)) (i32.const 4)))
    (call $require (i32.eq (table.size $t) (i32.const 5)))
    (call $require (i32.eq (call_indirect $t (type $value) (i32.const 0)) (i32.const 2)))
    (call $require (i32.eq (call_indirect $t (type $value) (i32.const 1)) (i32.const 2)))
    (call $require (ref.is_null (table.get $t (i32.const 2))))
    (call $require (i32.eq (call_indirect $t (type $value) (i32.const 4)) (i32.const 3)))
    ;; Of dropped segments nothing is left.
    (memory.init $once (i32.const 0) (i32.const 0) (i32.const 0))
    (table.init $t $passive (i32.const 0) (i32.const 0) (i32.const 0))
    (call $exit (i32.const 42))))
