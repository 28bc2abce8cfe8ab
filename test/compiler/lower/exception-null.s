# throw_ref of null traps; no clause takes a trap.
# REQUIRES: clang-wasm, x86_64-linux, qemu-aarch64
# RUN: %root/test/Inputs/assemble %s %t.wasm
# RUN: %root/test/Inputs/everywhere %t.wasm %t | FileCheck %s
# CHECK-COUNT-5: trap: null exception reference
  .tagtype a
a:

  .export_name _start, _start
  .globl _start
_start:
  .functype _start () -> ()
  block
  try_table (catch_all 0)
  ref.null_exn
  throw_ref
  end_try_table
  end_block
  end_function
