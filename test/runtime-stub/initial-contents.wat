;; Initial contents come to their place whether their pages are moved or copied:
;; whole pages, parts of pages, and zero in between.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O1 %s -o %t
;; RUN: bash -c '%t; test $? = 36'
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 8)
  (data (i32.const 0) "\01")
  (data (i32.const 65535) "\02\03")
  (data (i32.const 200000) "\04")
  (data (i32.const 204799) "\05\06")
  (data (i32.const 300001) "\07")
  (data (i32.const 524287) "\08")
  (func (export "_start") (local $at i32) (local $sum i32) (local $count i32)
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (i32.load8_u (local.get $at))))
      (local.set $count (i32.add (local.get $count) (i32.ne (i32.load8_u (local.get $at)) (i32.const 0))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $at) (i32.const 524288))))
    (if (i32.ne (local.get $count) (i32.const 8)) (then (unreachable)))
    (if (i32.ne (i32.load8_u (i32.const 204800)) (i32.const 6)) (then (unreachable)))
    (call $exit (local.get $sum))))
