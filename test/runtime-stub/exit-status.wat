;; proc_exit's argument is the status; nothing runs after it.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 %s -o %t
;; RUN: bash -c '%t; test $? = 7'
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (call $exit (i32.const 7))
    (unreachable)))
