# An exception passes a hundred thousand frames, of direct and of indirect calls,
# with arguments on the stack and several results, and the frame that catches it
# is as it was.
# REQUIRES: clang-wasm, x86_64-linux, qemu-aarch64
# RUN: %root/test/Inputs/assemble %s %t.wasm
# RUN: WASMC='wasmc --max-stack 256M' %root/test/Inputs/everywhere %t.wasm %t | FileCheck %s
# CHECK: O0: status 0
# CHECK: O2: status 0
# CHECK: O3: status 0
# CHECK: aarch64 O0: status 0
# CHECK: aarch64 O2: status 0
# RUN: for level in Os Oz; do wasmc -$level --max-stack 256M %t.wasm -o %t && %t || exit 1; done
  .tagtype a i32
a:
  .functype exit (i32) -> ()
  .import_module exit, wasi_snapshot_preview1
  .import_name exit, proc_exit
  .functype indirect (i32, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) -> (i32, i64, f64)

direct:
  .functype direct (i32, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) -> (i32, i64, f64)
  block
  local.get 0
  br_if 0
  local.get 10
  i32.wrap_i64
  throw a
  end_block
  local.get 0
  i32.const -1
  i32.add
  local.get 2
  local.get 1
  local.get 3
  local.get 4
  local.get 5
  local.get 6
  local.get 7
  local.get 8
  local.get 9
  local.get 10
  i32.const indirect
  call_indirect (i32, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) -> (i32, i64, f64)
  end_function

indirect:
  .functype indirect (i32, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) -> (i32, i64, f64)
  .local i32, i64, f64
  local.get 0
  local.get 2
  local.get 1
  local.get 3
  local.get 4
  local.get 5
  local.get 6
  local.get 7
  local.get 8
  local.get 9
  local.get 10
  call direct
  local.set 13
  local.get 2
  i64.add
  local.set 12
  local.set 11
  local.get 11
  local.get 12
  local.get 13
  end_function

catches:
  .functype catches (i32, i64) -> (i32)
  .local i64, f64, i32
  local.get 1
  local.get 1
  i64.mul
  local.set 2
  local.get 1
  f64.convert_i64_s
  f64.sqrt
  local.set 3
  block () -> (i32)
  try_table (catch a 0)
  local.get 0
  local.get 1
  local.get 2
  i64.const 3
  i64.const 4
  i64.const 5
  i64.const 6
  i64.const 7
  i64.const 8
  i64.const 9
  i64.const 10
  call direct
  drop
  drop
  drop
  end_try_table
  i32.const 100000
  end_block
  local.get 2
  i32.wrap_i64
  i32.add
  local.get 3
  i32.trunc_f64_s
  i32.add
  end_function

  .globl _start
  .export_name _start, _start
_start:
  .functype _start () -> ()
  i32.const 50000
  i64.const 16
  call catches
  i32.const 270
  i32.ne
  call exit
  end_function
