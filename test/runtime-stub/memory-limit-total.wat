;; max-memory is for all memories together, those they begin with included.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O1 %s -o %t
;; RUN: bash -c '%t; test $? = 34'
;; RUN: WASMC_GRANTS='max-memory 327680' bash -c '%t; test $? = 23'
;; RUN: WASMC_GRANTS='max-memory 131072' bash -c '%t; test $? = 11'
;; RUN: WASMC_GRANTS='max-memory 131071' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1 3)
  (memory $second 1 4)
  (func (export "_start")
    ;; The second as far as it goes, up to three pages, then the first.
    (drop (memory.grow $second (i32.const 1)))
    (drop (memory.grow $second (i32.const 1)))
    (drop (memory.grow (i32.const 1)))
    (drop (memory.grow (i32.const 1)))
    (drop (memory.grow $second (i32.const 1)))
    (call $exit (i32.add (i32.mul (memory.size) (i32.const 10)) (memory.size $second)))))
;; CHECK: the program needs 131072 bytes of linear memory to start, max-memory grants 131071
