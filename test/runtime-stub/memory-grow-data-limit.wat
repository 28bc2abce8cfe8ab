;; Where the kernel gives no more memory, memory.grow answers -1 and the program
;; goes on: under ulimit -d, and when mprotect fails for want of memory.
;; REQUIRES: x86_64-linux, strace
;; RUN: wasmc -O2 --no-lockdown %s -o %t
;; RUN: bash -c '%t; test $? = 255'
;; RUN: bash -c 'ulimit -d 100000; %t; s=$?; test $s -ge 40 -a $s -le 100'
;; RUN: bash -c 'strace -o %t.trace -e trace=mprotect -e inject=mprotect:error=ENOMEM:when=5+ %t; s=$?; test $s -ge 1 -a $s -le 5'
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (loop $more
      (br_if $more (i32.ne (memory.grow (i32.const 16)) (i32.const -1))))
    (i32.store8 (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 1)) (i32.const 1))
    ;; In MiB.
    (call $exit (select (i32.const 255) (i32.shr_u (memory.size) (i32.const 4))
                        (i32.gt_u (memory.size) (i32.const 4080))))))
