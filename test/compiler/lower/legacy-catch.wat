;; The clauses of a legacy try: by tag, and for all; what is thrown in a clause is
;; for the try around it.
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
  (tag $b)
  (func $throws (param i32)
    (if (i32.eq (local.get 0) (i32.const 1)) (then (throw $a (i32.const 10))))
    (if (i32.eq (local.get 0) (i32.const 2)) (then (throw $b))))
  (func $catches (param i32) (result i32)
    (try (result i32)
      (do
        (try (result i32)
          (do (call $throws (local.get 0)) (i32.const 1))
          (catch $a (i32.add (i32.const 5)))
          (catch_all (call $throws (i32.const 1)) (i32.const 3))))
      (catch $a (i32.mul (i32.const 2)))))
  (func (export "_start")
    (call $exit (i32.or
      (i32.ne (call $catches (i32.const 0)) (i32.const 1))
      (i32.or
        (i32.ne (call $catches (i32.const 1)) (i32.const 15))
        (i32.ne (call $catches (i32.const 2)) (i32.const 20)))))))
