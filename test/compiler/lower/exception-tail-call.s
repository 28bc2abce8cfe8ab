# A function that was left by a tail call catches nothing; the exception reaches
# the caller's try with all registers as they were, though the callee took more
# arguments than registers hold.
# REQUIRES: clang-wasm, x86_64-linux, qemu-aarch64
# RUN: %root/test/Inputs/assemble %s %t.wasm
# RUN: %root/test/Inputs/everywhere %t.wasm %t | FileCheck %s
# CHECK: O0: status 0
# CHECK: O2: status 0
# CHECK: O3: status 0
# CHECK: aarch64 O0: status 0
# CHECK: aarch64 O2: status 0
  .tagtype a i64
a:
  .functype exit (i32) -> ()
  .import_module exit, wasi_snapshot_preview1
  .import_name exit, proc_exit

c:
  .functype c (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) -> ()
  local.get 0
  local.get 1
  i64.add
  local.get 2
  i64.add
  local.get 3
  i64.add
  local.get 4
  i64.add
  local.get 5
  i64.add
  local.get 6
  i64.add
  local.get 7
  i64.add
  local.get 8
  i64.add
  local.get 9
  i64.add
  local.get 10
  i64.add
  local.get 11
  i64.add
  local.get 12
  i64.add
  local.get 13
  i64.add
  local.get 14
  i64.add
  local.get 15
  i64.add
  local.get 16
  i64.add
  local.get 17
  i64.add
  local.get 18
  i64.add
  local.get 19
  i64.add
  throw a
  end_function
b:
  .functype b (i64) -> ()
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  local.get 0
  return_call c
  end_function
side:
  .functype side (i64) -> (i64)
  local.get 0
  i64.const 3
  i64.mul
  end_function
try1:
  .functype try1 (i64) -> (i64)
  .local i64, i64, i64, i64, i64, i64, i64, i64
  local.get 0
  i64.const 1
  i64.add
  call side
  local.set 1
  local.get 0
  i64.const 2
  i64.add
  call side
  local.set 2
  local.get 0
  i64.const 3
  i64.add
  call side
  local.set 3
  local.get 0
  i64.const 4
  i64.add
  call side
  local.set 4
  local.get 0
  i64.const 5
  i64.add
  call side
  local.set 5
  local.get 0
  i64.const 6
  i64.add
  call side
  local.set 6
  local.get 0
  i64.const 7
  i64.add
  call side
  local.set 7
  local.get 0
  i64.const 8
  i64.add
  call side
  local.set 8
  block () -> (i64)
  try_table (catch a 0)
  local.get 0
  call b
  end_try_table
  i64.const 0
  end_block
  local.get 1
  i64.add
  local.get 2
  i64.add
  local.get 3
  i64.add
  local.get 4
  i64.add
  local.get 5
  i64.add
  local.get 6
  i64.add
  local.get 7
  i64.add
  local.get 8
  i64.add
  end_function
  .globl _start
  .export_name _start, _start
_start:
  .functype _start () -> ()
  .local i32
  loop
  block
  i64.const 5
  call try1
  i64.const 328
  i64.eq
  br_if 0
  i32.const 1
  call exit
  end_block
  local.get 0
  i32.const 1
  i32.add
  local.tee 0
  i32.const 1000
  i32.ne
  br_if 0
  end_loop
  end_function
