;; rethrow throws what a clause has caught, also from a clause within it.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: WASMC='wasmc --enable legacy-exceptions' %root/test/Inputs/everywhere %s %t | FileCheck %s
;; CHECK: O0: status 0
;; CHECK: O2: status 0
;; CHECK: O3: status 0
;; CHECK: aarch64 O0: status 0
;; CHECK: aarch64 O2: status 0
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (tag $a (param i32))
  (tag $b (param i32))
  (func $throws (param i32)
    (if (local.get 0) (then (throw $a (local.get 0))))
    (throw $b (i32.const 100)))
  (func $rethrows (param i32)
    (try $outer
      (do (call $throws (local.get 0)))
      (catch $a
        drop
        (try
          (do (call $throws (i32.const 0)))
          (catch $b drop (rethrow $outer))))
      (catch_all (rethrow $outer))))
  (func $catches (param i32) (result i32)
    (try (result i32)
      (do (call $rethrows (local.get 0)) (i32.const 0))
      (catch $a (i32.add (i32.const 1)))
      (catch $b (i32.add (i32.const 2)))))
  (func (export "_start")
    (call $exit (i32.or
      (i32.ne (call $catches (i32.const 7)) (i32.const 8))
      (i32.ne (call $catches (i32.const 0)) (i32.const 102))))))
