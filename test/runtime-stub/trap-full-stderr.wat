;; A trap whose message cannot be written ends the program as any other.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 %s -o %t
;; RUN: bash -c '%t 2>/dev/full; test $? = 134'
(module
  (func (export "_start") (unreachable)))
