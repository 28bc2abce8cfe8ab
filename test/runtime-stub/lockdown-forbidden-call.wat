;; Of all system calls a program may make those that its imports need and no
;; other. 335 and 336 are the kernel's own probes, which no filter can forbid.
;; REQUIRES: x86_64-linux, seccomp
;; RUN: clang-22 -O1 %S/Inputs/inject.c -o %t.inject
;; RUN: wasmc %s -o %t
;; RUN: %t | FileCheck %s --check-prefix=RUNS
;; RUN: %t.inject 39 %t | FileCheck %s --check-prefix=KILLED
;; RUN: %t.inject sweep 0 334 %t | FileCheck %s --check-prefix=SWEEP
;; RUN: %t.inject sweep 337 520 %t | FileCheck %s --check-prefix=NONE
;; RUNS: hello
;; KILLED: killed by signal 31
;; writev and exit_group; write(2) to stderr only.
;; SWEEP: {{^}} 20 231{{$}}
;; NONE: {{^$}}
(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1 1)
  (data (i32.const 0) "\08\00\00\00\06\00\00\00hello\n")
  (func (export "_start")
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16)))))
