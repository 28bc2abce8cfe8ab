;; A program for a CPU that this is not says so. x86-64-v3 is checked at start,
;; because some of its instructions mean something else on older CPUs.
;; REQUIRES: x86_64-linux, qemu-aarch64
;; RUN: wasmc -O2 --cpu x86-64-v3 %s -o %t
;; RUN: bash -c 'qemu-x86_64-static -cpu Nehalem %t; test $? = 126' 2>&1 | FileCheck %s
;; RUN: wasmc -O2 --cpu x86-64-v2 %s -o %t.2
;; RUN: bash -c 'qemu-x86_64-static -cpu Nehalem %t.2; test $? = 0'
(module
  (memory (export "memory") 1)
  (func (export "_start")))
;; CHECK: cpu-level.wat.tmp: this CPU lacks x86-64-v3, which the program was compiled for: choose a lower --cpu
