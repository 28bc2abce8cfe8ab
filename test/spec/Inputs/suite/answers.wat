;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
(module
  (import "spectest" "print_i32" (func $print (param i32)))
  (func (export "seven") (result i32)
    (call $print (i32.const 7))
    (i32.const 7))
  (func (export "stop") unreachable))
