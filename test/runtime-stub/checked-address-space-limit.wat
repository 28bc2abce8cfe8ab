;; Compiled with --memory=checked a program runs under a limit of its address space
;; that no guarded one fits in. Its memory grows as far as there is room, then
;; memory.grow answers -1, and what was grown is all there.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 --memory=checked %s -o %t
;; RUN: bash -c '%t; test $? = 255'
;; RUN: bash -c 'ulimit -v 200000; %t; s=$?; test $s -ge 130 -a $s -le 190'
;; RUN: bash -c 'ulimit -v 20000; %t; s=$?; test $s -ge 5 -a $s -le 12'
;; RUN: bash -c 'ulimit -v 8000; %t; test $? = 126' 2>&1 | FileCheck %s
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (loop $more
      (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
    ;; The last byte, and the status: MiB, or 255 for all of 4 GiB.
    (i32.store8 (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 1)) (i32.const 1))
    (call $exit (select (i32.const 255) (i32.shr_u (memory.size) (i32.const 4))
                        (i32.gt_u (memory.size) (i32.const 4095))))))
;; CHECK: no address space for a call stack of 8388608 bytes: grant a smaller max-stack
