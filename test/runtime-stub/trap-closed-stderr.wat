;; A trap that cannot be told still ends the program as a trap does.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 %s -o %t
;; RUN: bash -c '%t 2>&-; test $? = 134'
(module
  (memory (export "memory") 1)
  (func (export "_start") (unreachable)))
