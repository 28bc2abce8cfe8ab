# An exception that nothing catches ends the program with its tag and the stack
# as it was where it was thrown: a try that does not want it leaves no trace.
# REQUIRES: clang-wasm, x86_64-linux, qemu-aarch64
# RUN: %root/test/Inputs/assemble %s %t.wasm
# RUN: %root/test/Inputs/everywhere %t.wasm %t | FileCheck %s
# CHECK: O0: uncaught exception of tag 1
# CHECK-NEXT: at throws (func 0)
# CHECK-NEXT: at middle (func 1)
# CHECK-NEXT: at _start (func 2)
# CHECK-NEXT: O0: status 134
# CHECK: O2: uncaught exception of tag 1
# CHECK: at _start (func 2)
# CHECK-NEXT: O2: status 134
# CHECK: a64.O0: uncaught exception of tag 1
# CHECK-NEXT: at throws (func 0)
# CHECK-NEXT: at middle (func 1)
# CHECK-NEXT: at _start (func 2)
# CHECK-NEXT: status 134
  .tagtype a i32
  .tagtype b
a:
b:

throws:
  .functype throws (i32) -> ()
  block
  local.get 0
  br_if 0
  i32.const 1
  throw a
  end_block
  throw b
  end_function

middle:
  .functype middle (i32) -> ()
  local.get 0
  call throws
  end_function

  .export_name _start, _start
  .globl _start
_start:
  .functype _start () -> ()
  i32.const 1
  call middle
  end_function
