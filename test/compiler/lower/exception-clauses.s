# A try_table takes the exceptions that a clause names, with their values, by
# the first clause that matches.
# REQUIRES: clang-wasm, x86_64-linux, qemu-aarch64
# RUN: %root/test/Inputs/assemble %s %t.wasm
# RUN: %root/test/Inputs/everywhere %t.wasm %t | FileCheck %s
# CHECK: O0: status 0
# CHECK: O2: status 0
# CHECK: O3: status 0
# CHECK: aarch64 O0: status 0
# CHECK: aarch64 O2: status 0
  .tagtype a i32, i64
  .tagtype b f64
  .tagtype c
a:
b:
c:
  .functype exit (i32) -> ()
  .import_module exit, wasi_snapshot_preview1
  .import_name exit, proc_exit

thrower:
  .functype thrower (i32) -> (i32)
  block
  local.get 0
  i32.const 1
  i32.ne
  br_if 0
  i32.const 5
  i64.const 6
  throw a
  end_block
  block
  local.get 0
  i32.const 2
  i32.ne
  br_if 0
  f64.const 7.0
  throw b
  end_block
  block
  local.get 0
  i32.const 3
  i32.ne
  br_if 0
  throw c
  end_block
  i32.const 10
  end_function

catcher:
  .functype catcher (i32) -> (i32)
  .local i32
  block
  block () -> (f64)
  block () -> (i32, i64)
  i32.const 100
  local.set 1
  try_table i32 (catch a 0) (catch b 1) (catch_all 2)
  local.get 0
  call thrower
  end_try_table
  local.get 1
  i32.add
  return
  end_block
  i32.wrap_i64
  i32.add
  return
  end_block
  i32.trunc_f64_s
  i32.const 2
  i32.mul
  return
  end_block
  i32.const 77
  end_function

  .globl _start
  .export_name _start, _start
_start:
  .functype _start () -> ()
  block
  i32.const 0
  call catcher
  i32.const 110
  i32.eq
  br_if 0
  i32.const 1
  call exit
  end_block
  block
  i32.const 1
  call catcher
  i32.const 11
  i32.eq
  br_if 0
  i32.const 2
  call exit
  end_block
  block
  i32.const 2
  call catcher
  i32.const 14
  i32.eq
  br_if 0
  i32.const 3
  call exit
  end_block
  block
  i32.const 3
  call catcher
  i32.const 77
  i32.eq
  br_if 0
  i32.const 4
  call exit
  end_block
  end_function
