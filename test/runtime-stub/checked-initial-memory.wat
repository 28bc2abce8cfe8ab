;; A checked memory that cannot even begin says so, and how to help it.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 --memory=checked %s -o %t
;; RUN: bash -c 'ulimit -v 100000; %t; test $? = 126' 2>&1 | FileCheck %s --match-full-lines
;; RUN: bash -c 'ulimit -v 300000; %t'
(module
  (memory (export "memory") 2048)
  (func (export "_start")))
;; CHECK: checked-initial-memory.wat.tmp: cannot reserve 128 MiB of address space for linear memory: the limit is 100000 KiB, raise it (ulimit -v unlimited)
