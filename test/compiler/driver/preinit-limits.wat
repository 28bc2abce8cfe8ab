;; An initialisation that takes too long, or more memory than there is for it, is
;; ended; what it said before is shown.
;; REQUIRES: x86_64-linux
;; RUN: (set +ex; for f in endless large; do wasmc --preinit=$f --preinit-timeout 300ms %s -o %t.out; echo "status $?"; done; wasmc --preinit=large --max-memory 8M %s -o %t.out; ls %t.out; wasmc --preinit=large --preinit-timeout soon %s; true) 2>&1 | FileCheck %s
;; CHECK: preinit: {{.*}}300 ms
;; CHECK-NEXT: wasmc: {{.*}}preinit-limits.wat: --preinit: the run ended with status 124
;; CHECK-NEXT: status 1
;; CHECK-NEXT: preinit: trap: unreachable
;; CHECK: status 1
;; CHECK: preinit: trap: unreachable
;; CHECK-NEXT: at func
;; CHECK-NEXT: wasmc: {{.*}}: --preinit: the run ended with status 134
;; CHECK-NEXT: ls: cannot access '{{.*}}.out'
;; CHECK-NEXT: wasmc: {{.*}}: --preinit: --timeout soon
(module
  (memory (export "memory") 1)
  (func (export "endless") (loop (br 0)))
  (func (export "large")
    (if (i32.eq (memory.grow (i32.const 60000)) (i32.const -1)) (then unreachable)))
  (func (export "_start")))
