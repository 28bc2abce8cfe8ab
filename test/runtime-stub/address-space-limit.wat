;; Under a limit that the reservation does not fit in, the program says what to do.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 %s -o %t
;; RUN: bash -c 'ulimit -v 1000000; %t; test $? = 126' 2>&1 | FileCheck %s
(module
  (memory (export "memory") 1)
  (func (export "_start") (unreachable)))
;; CHECK: cannot reserve 8192 MiB of address space for linear memory: the limit is 1000000 KiB, raise it (ulimit -v unlimited) or compile with --memory=checked
