;; A dump of the largest memory is as small as what is in it, and soon written.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 --coredump %t.core %s -o %t
;; RUN: bash -c 'timeout 60 %t 2>/dev/null; test $? = 134'
;; RUN: %S/Inputs/read-coredump.py %t.core | FileCheck %s
;; RUN: bash -c 'test $(stat -c %%s %t.core) -lt 1000'
(module
  (memory 65536)
  (func (export "_start")
    (i32.store8 (i32.const 0x7fff8000) (i32.const 1))
    (i32.store8 (i32.const 0xffffffff) (i32.const 2))
    (unreachable)))
;; CHECK: memory 0 32-bit bytes 4294967296
;; CHECK-NEXT: data memory 0 at 2147450880 length 1
;; CHECK-NEXT: data memory 0 at 4294967295 length 1
