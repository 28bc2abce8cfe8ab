# Exceptions that references were made to go when these do: twenty times as many
# as there is room for can be thrown. Those that a table, the stack or another
# exception still refers to stay.
# REQUIRES: clang-wasm, x86_64-linux
# RUN: %root/test/Inputs/assemble %s %t.wasm
# RUN: wasmc -O0 %t.wasm -o %t.O0
# RUN: %t.O0
# RUN: wasmc -O2 %t.wasm -o %t.O2
# RUN: %t.O2
  .tagtype a i32
  .tagtype b exnref
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

throwsRef:
  .functype throwsRef (exnref) -> ()
  local.get 0
  throw b
  end_function

# An exception that holds another.
wrap:
  .functype wrap (exnref) -> (exnref)
  block () -> (exnref)
  try_table (catch_all_ref 0)
  local.get 0
  call throwsRef
  end_try_table
  unreachable
  end_block
  end_function

rethrows:
  .functype rethrows (exnref) -> ()
  local.get 0
  throw_ref
  end_function

valueOf:
  .functype valueOf (exnref) -> (i32)
  block () -> (i32)
  block () -> (exnref)
  try_table (catch a 1) (catch b 0)
  local.get 0
  call rethrows
  end_try_table
  unreachable
  end_block
  call valueOf
  end_block
  end_function

  .export_name _start, _start
  .globl _start
_start:
  .functype _start () -> ()
  .local i32, exnref
  i32.const 0
  i32.const 7
  call make
  table.set kept
  i32.const 1
  i32.const 5
  call make
  call wrap
  table.set kept
  i32.const 30
  call make
  local.set 1
  loop
  i32.const 2
  local.get 0
  call make
  table.set kept
  local.get 0
  i32.const 1
  i32.add
  local.tee 0
  i32.const 10000000
  i32.ne
  br_if 0
  end_loop
  i32.const 0
  table.get kept
  call valueOf
  i32.const 1
  table.get kept
  call valueOf
  i32.add
  local.get 1
  call valueOf
  i32.add
  i32.const 42
  i32.ne
  call exit
  end_function
