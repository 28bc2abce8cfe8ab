# A try does not catch what is thrown by a tail call made within it.
# REQUIRES: clang-wasm, x86_64-linux, qemu-aarch64
# RUN: %root/test/Inputs/assemble %s %t.wasm
# RUN: %root/test/Inputs/everywhere %t.wasm %t | FileCheck %s
# CHECK: O0: status 0
# CHECK: O2: status 0
# CHECK: O3: status 0
# CHECK: aarch64 O0: status 0
# CHECK: aarch64 O2: status 0
  .tagtype a
a:
  .functype exit (i32) -> ()
  .import_module exit, wasi_snapshot_preview1
  .import_name exit, proc_exit

throws:
  .functype throws () -> (i32)
  throw a
  end_function

leaves:
  .functype leaves () -> (i32)
  block
  try_table (catch a 0)
  return_call throws
  end_try_table
  end_block
  i32.const 1
  end_function

  .export_name _start, _start
  .globl _start
_start:
  .functype _start () -> ()
  block
  try_table (catch a 0)
  call leaves
  call exit
  end_try_table
  end_block
  end_function
