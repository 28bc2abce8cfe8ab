# An exnref outlives the clause that made it, in a local and in a table, and
# throws the same exception again.
# REQUIRES: clang-wasm, x86_64-linux, qemu-aarch64
# RUN: %root/test/Inputs/assemble %s %t.wasm
# RUN: %root/test/Inputs/everywhere %t.wasm %t | FileCheck %s
# CHECK: O0: status 0
# CHECK: O2: status 0
# CHECK: O3: status 0
# CHECK: aarch64 O0: status 0
# CHECK: aarch64 O2: status 0
  .tagtype a i32
  .tagtype b
  .tabletype kept, exnref, 4
a:
b:
kept:
  .functype exit (i32) -> ()
  .import_module exit, wasi_snapshot_preview1
  .import_name exit, proc_exit

throws:
  .functype throws (i32) -> ()
  local.get 0
  throw a
  end_function

# What it throws again, it throws from within another try.
again:
  .functype again (exnref) -> ()
  block
  try_table (catch b 0)
  local.get 0
  throw_ref
  end_try_table
  end_block
  end_function

catches:
  .functype catches (i32) -> (i32)
  .local exnref
  block () -> (exnref)
  try_table (catch_all_ref 0)
  local.get 0
  call throws
  end_try_table
  unreachable
  end_block
  local.set 1
  i32.const 2
  local.get 1
  table.set kept
  block () -> (i32, exnref)
  try_table (catch_ref a 0)
  local.get 1
  call again
  end_try_table
  unreachable
  end_block
  drop
  end_function

  .export_name _start, _start
  .globl _start
_start:
  .functype _start () -> ()
  .local i32
  i32.const 17
  call catches
  i32.const 4
  call catches
  i32.add
  local.set 0
  block () -> (i32)
  try_table (catch a 0)
  i32.const 2
  table.get kept
  call again
  end_try_table
  unreachable
  end_block
  local.get 0
  i32.add
  i32.const 25
  i32.ne
  call exit
  end_function
