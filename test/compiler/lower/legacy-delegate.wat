;; delegate hands what is thrown to the try that its label names, past those
;; between, or to the caller.
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
  (func $throws (throw $a (i32.const 1)))
  (func $past (result i32)
    (try $outer (result i32)
      (do
        (try (result i32)
          (do
            (try (result i32)
              (do (call $throws) (i32.const 10))
              (delegate $outer)))
          (catch $a (i32.add (i32.const 20)))))
      (catch $a (i32.add (i32.const 30)))))
  (func $toCaller
    (try
      (do
        (try (do (call $throws)) (delegate 1)))
      (catch_all)))
  (func $called (result i32)
    (try (result i32)
      (do (call $toCaller) (i32.const 40))
      (catch $a (i32.add (i32.const 50)))))
  (func (export "_start")
    (call $exit (i32.or
      (i32.ne (call $past) (i32.const 31))
      (i32.ne (call $called) (i32.const 51))))))
