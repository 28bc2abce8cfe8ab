;; A program without memory runs, and a host function finds no pointer valid.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 %s -o %t
;; RUN: bash -c '%t; test $? = 21'
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get"
    (func $sizes (param i32 i32) (result i32)))
  (func (export "_start")
    (call $exit (call $sizes (i32.const 0) (i32.const 4)))))
