# More exceptions than there is room for, with references to all of them, are a
# trap of its own.
# REQUIRES: clang-wasm, x86_64-linux
# RUN: %root/test/Inputs/assemble %s %t.wasm
# RUN: wasmc -O2 %t.wasm -o %t
# RUN: not %t 2>&1 | FileCheck %s
# CHECK: trap: too many exceptions are alive
# CHECK-NEXT: at {{throws|make|_start}}
  .tagtype a i32
  .tabletype kept, exnref, 600000
a:
kept:

throws:
  .functype throws (i32) -> ()
  local.get 0
  throw a
  end_function

# An exception with a value, as a reference.
make:
  .functype make (i32) -> (exnref)
  block () -> (exnref)
  try_table (catch_all_ref 0)
  local.get 0
  call throws
  end_try_table
  unreachable
  end_block
  end_function

  .export_name _start, _start
  .globl _start
_start:
  .functype _start () -> ()
  .local i32
  loop
  local.get 0
  local.get 0
  call make
  table.set kept
  local.get 0
  i32.const 1
  i32.add
  local.tee 0
  i32.const 600000
  i32.ne
  br_if 0
  end_loop
  end_function
