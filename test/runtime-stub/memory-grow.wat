;; memory.grow gives zeroed pages up to the maximum, then -1; a grant can lower the
;; limit. What was grown is accessible to its last byte and not beyond.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 %s -o %t
;; RUN: bash -c '%t; test $? = 4'
;; RUN: env WASMC_GRANTS='max-memory 131072' bash -c '%t; test $? = 2'
;; RUN: env WASMC_GRANTS='max-memory 131071' bash -c '%t; test $? = 1'
;; RUN: WASMC_GRANTS='max-memory 65535' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1 4)
  (func (export "_start")
    (loop $more
      (i32.store (i32.const 0) (memory.grow (i32.const 1)))
      (if (i32.load (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 4)))
        (then (unreachable)))
      (br_if $more (i32.ne (i32.load (i32.const 0)) (i32.const -1))))
    (if (i32.ne (memory.grow (i32.const 0)) (memory.size)) (then (unreachable)))
    (if (i32.ne (memory.grow (i32.const -1)) (i32.const -1)) (then (unreachable)))
    (call $exit (memory.size))))
;; CHECK: memory-grow.wat.tmp: the program needs 65536 bytes of linear memory to start, max-memory grants 65535
