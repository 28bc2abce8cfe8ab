;; The call stack is as large as granted whatever the process was started with:
;; the kernel's own if its limit is just that, otherwise one made for it. Both end
;; in a trap.
;; REQUIRES: x86_64-linux, strace
;; RUN: wasmc -O1 %s -o %t
;; RUN: bash -c 'ulimit -Ss 8192; strace -o %t.own -e trace=mmap %t; test $? = 134' 2>&1 | FileCheck %s
;; RUN: FileCheck %s --check-prefix=OWN --input-file %t.own
;; RUN: bash -c 'ulimit -Ss 1024; strace -o %t.small -e trace=mmap %t; test $? = 134' 2>&1 | FileCheck %s
;; RUN: FileCheck %s --check-prefix=MADE --input-file %t.small
;; RUN: bash -c 'ulimit -Ss unlimited; strace -o %t.large -e trace=mmap %t; test $? = 134' 2>&1 | FileCheck %s
;; RUN: FileCheck %s --check-prefix=MADE --input-file %t.large
;; Nor does what was handed over take much of it.
;; RUN: bash -c 'ulimit -Ss 8192; for i in {1..30}; do export V$i=$(head -c 9999 /dev/zero | tr "\0" x); done; strace -o %t.full -e trace=mmap %t; test $? = 134' 2>&1 | FileCheck %s
;; RUN: FileCheck %s --check-prefix=MADE --input-file %t.full
;; Where addresses are scarce, those of the stack are reserved.
;; RUN: wasmc -O1 --memory=checked %s -o %t.checked
;; RUN: bash -c 'ulimit -Ss 8192; ulimit -v 100000; strace -o %t.scarce -e trace=mmap %t.checked; test $? = 134' 2>&1 | FileCheck %s
;; RUN: FileCheck %s --check-prefix=MADE --input-file %t.scarce
(module
  (memory (export "memory") 1)
  (func $deeper (param i32) (result i32)
    (i32.add (call $deeper (i32.add (local.get 0) (i32.const 1)))
             (i32.load (i32.and (local.get 0) (i32.const 0xfff)))))
  ;; 8 MiB are enough for 100,000 calls, and not for an endless number.
  (func $some (param i32) (result i32)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
    (i32.add (call $some (i32.sub (local.get 0) (i32.const 1)))
             (i32.load (i32.and (local.get 0) (i32.const 0xfff)))))
  (func (export "_start")
    (i32.store (i32.const 8) (call $some (i32.const 100000)))
    (i32.store (i32.const 8) (call $deeper (i32.const 0)))))
;; CHECK: trap: call stack exhausted
;; CHECK: at deeper
;; OWN-NOT: MAP_STACK
;; MADE: mmap(NULL, 9437184, {{.*}}MAP_STACK
