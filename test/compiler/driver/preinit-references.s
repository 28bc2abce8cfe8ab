# A module that keeps an exception where it would have to be stored cannot be
# initialised at build time, and it is said why.
# REQUIRES: clang-wasm, x86_64-linux
# RUN: %root/test/Inputs/assemble %s %t.wasm
# RUN: wasmc --preinit=empty %t.wasm -o %t
# RUN: not wasmc --preinit=keep %t.wasm -o %t 2>&1 | FileCheck %s
# CHECK: wasmc: {{.*}}.wasm: --preinit: a global or table holds a reference that is neither null nor of a function{{$}}
  .tagtype b
  .tabletype kept, exnref, 4
b:
kept:
throws:
  .functype throws () -> ()
  throw b
  end_function

  .globl keep
  .export_name keep, keep
keep:
  .functype keep () -> ()
  i32.const 1
  block exnref
  try_table (catch_all_ref 0)
  call throws
  end_try_table
  unreachable
  end_block
  table.set kept
  end_function

  .globl empty
  .export_name empty, empty
empty:
  .functype empty () -> ()
  end_function

  .globl _start
  .export_name _start, _start
_start:
  .functype _start () -> ()
  end_function
