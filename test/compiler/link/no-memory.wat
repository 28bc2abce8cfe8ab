;; A module without memory links and runs.
;; REQUIRES: x86_64-linux
;; RUN: wasmc %s -o %t && %t
(module (func (export "_start")))
