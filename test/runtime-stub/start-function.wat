;; The start function runs before _start; returning from _start is status 0.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 %s -o %t
;; RUN: %t
(module
  (memory (export "memory") 1)
  (global $ready (mut i32) (i32.const 0))
  (func $first (global.set $ready (i32.const 1)))
  (start $first)
  (func (export "_start")
    (if (i32.eqz (global.get $ready)) (then (unreachable)))))
