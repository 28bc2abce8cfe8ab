;; memory.copy moves overlapping blocks of any size in both directions, and
;; memory.fill fills blocks of any size: every result is compared with that of a
;; loop over bytes. The sizes pass all the limits at which the way of doing it
;; changes.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 %s -o %t && %t
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  ;; Two equal areas of 4 KiB: what is tested, and what it is compared with.
  (func $reset (local $i i32)
    (loop $next
      (i32.store8 (i32.add (i32.const 4096) (local.get $i)) (i32.mul (local.get $i) (i32.const 37)))
      (i32.store8 (i32.add (i32.const 8192) (local.get $i)) (i32.mul (local.get $i) (i32.const 37)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $i) (i32.const 2048)))))
  (func $compare (local $i i32)
    (loop $next
      (if (i32.ne (i32.load8_u (i32.add (i32.const 4096) (local.get $i)))
                  (i32.load8_u (i32.add (i32.const 8192) (local.get $i))))
        (then (call $exit (i32.const 1))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $i) (i32.const 2048)))))
  ;; Byte by byte, from the end that is safe; the access is volatile to LLVM
  ;; through memory.grow, which could change anything.
  (func $slowCopy (param $to i32) (param $from i32) (param $n i32) (local $step i32) (local $i i32)
    (if (i32.eqz (local.get $n)) (then (return)))
    (local.set $step (i32.const 1))
    (if (i32.gt_u (local.get $to) (local.get $from))
      (then (local.set $step (i32.const -1)) (local.set $i (i32.sub (local.get $n) (i32.const 1)))))
    (loop $next
      (drop (memory.grow (i32.const 0)))
      (i32.store8 (i32.add (local.get $to) (local.get $i))
                  (i32.load8_u (i32.add (local.get $from) (local.get $i))))
      (local.set $i (i32.add (local.get $i) (local.get $step)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
  (func $slowFill (param $to i32) (param $byte i32) (param $n i32)
    (loop $next
      (if (i32.eqz (local.get $n)) (then (return)))
      (drop (memory.grow (i32.const 0)))
      (i32.store8 (local.get $to) (local.get $byte))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br $next)))
  (func $try (param $to i32) (param $from i32) (param $n i32)
    (call $reset)
    (memory.copy (i32.add (i32.const 4096) (local.get $to)) (i32.add (i32.const 4096) (local.get $from)) (local.get $n))
    (call $slowCopy (i32.add (i32.const 8192) (local.get $to)) (i32.add (i32.const 8192) (local.get $from)) (local.get $n))
    (call $compare)
    (memory.fill (i32.add (i32.const 4096) (local.get $to)) (local.get $from) (local.get $n))
    (call $slowFill (i32.add (i32.const 8192) (local.get $to)) (local.get $from) (local.get $n))
    (call $compare))
  (func (export "_start") (local $n i32) (local $distance i32)
    (loop $size
      (local.set $distance (i32.const 0))
      (loop $place
        (call $try (i32.add (i32.const 430) (local.get $distance)) (i32.const 500) (local.get $n))
        (local.set $distance (i32.add (local.get $distance) (i32.const 7)))
        (br_if $place (i32.lt_u (local.get $distance) (i32.const 140))))
      (local.set $n (i32.add (local.get $n) (i32.const 1)))
      (br_if $size (i32.lt_u (local.get $n) (i32.const 300))))))
