;; Where a dump does not fit, nothing of it stays; the program ends as ever.
;; REQUIRES: x86_64-linux, tmpfs
;; RUN: wasmc -O2 --coredump %t.dir/core %s -o %t
;; RUN: mkdir -p %t.dir
;; RUN: unshare --mount bash -c 'mount -t tmpfs -o size=64k none %t.dir; %t; echo status $?; stat -c "size %%s" %t.dir/core' 2>&1 | FileCheck %s
(module
  (memory 10)
  (func (export "_start")
    (memory.fill (i32.const 0) (i32.const 1) (i32.const 0xa0000))
    (unreachable)))
;; CHECK: trap: unreachable
;; CHECK: cannot write the core dump, errno 28
;; CHECK-NEXT: status 134
;; CHECK-NEXT: size 0
