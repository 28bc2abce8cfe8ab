;; A fault in a body is one line with file, offset, function and cause, and
;; nothing is written.
;; RUN: rm -f %t.out
;; RUN: wat2wasm --no-check --debug-names %s -o %t.wasm
;; RUN: not wasmc %t.wasm -o %t.out 2>&1 | FileCheck %s
;; RUN: not wasmc validate %t.wasm 2>&1 | FileCheck %s
;; RUN: test ! -e %t.out
(module
  (func (export "_start"))
  (func $mixed (result i32)
    (i32.add (i32.const 1) (f32.const 2))))
;; CHECK-NOT: wasmc
;; CHECK: {{^}}wasmc: {{.*}}.wasm:0x{{[0-9a-f]+}}: func 1 "mixed": {{.+}}
;; CHECK-NOT: {{.}}
