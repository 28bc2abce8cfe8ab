# An exception carries values of every type; locals of the function that catches
# are as they were.
# REQUIRES: clang-wasm, x86_64-linux, qemu-aarch64
# RUN: %root/test/Inputs/assemble %s %t.wasm
# RUN: %root/test/Inputs/everywhere %t.wasm %t | FileCheck %s
# CHECK: O0: status 0
# CHECK: O2: status 0
# CHECK: O3: status 0
# CHECK: aarch64 O0: status 0
# CHECK: aarch64 O2: status 0
  .tagtype all i32, f32, v128, i64, f64, i32, externref
all:
  .functype exit (i32) -> ()
  .import_module exit, wasi_snapshot_preview1
  .import_name exit, proc_exit

throws:
  .functype throws (i32) -> ()
  local.get 0
  f32.const 2.5
  v128.const 1, 2, 3, 4
  i64.const -3
  f64.const 4.5
  i32.const 6
  ref.null_extern
  throw all
  end_function

catches:
  .functype catches (i32, f64) -> (i32)
  .local i32, f32, v128, i64, f64, f64
  local.get 1
  local.get 1
  f64.add
  local.set 7
  block () -> (i32, f32, v128, i64, f64, i32, externref)
  try_table (catch all 0)
  local.get 0
  call throws
  end_try_table
  unreachable
  end_block
  ref.is_null
  i32.add
  local.set 0
  local.set 6
  local.set 5
  local.set 4
  local.set 3
  local.set 2
  local.get 0
  local.get 2
  i32.add
  local.get 3
  i32.trunc_f32_s
  i32.add
  local.get 4
  i32x4.extract_lane 3
  i32.add
  local.get 5
  i32.wrap_i64
  i32.add
  local.get 6
  i32.trunc_f64_s
  i32.add
  local.get 7
  i32.trunc_f64_s
  i32.add
  end_function

  .export_name _start, _start
  .globl _start
_start:
  .functype _start () -> ()
  block
  i32.const 1000
  f64.const 10.0
  call catches
  i32.const 1034
  i32.eq
  br_if 0
  i32.const 1
  call exit
  end_block
  end_function
