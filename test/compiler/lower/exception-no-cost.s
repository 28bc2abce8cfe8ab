# A try_table is no instruction on the path without a throw: the function has the
# same instructions with it and without, up to its return.
# REQUIRES: clang-wasm
# RUN: sed '/TRY/d' %s >%t.without.s
# RUN: %root/test/Inputs/assemble %s %t.with.wasm
# RUN: %root/test/Inputs/assemble %t.without.s %t.without.wasm
# RUN: for target in x86_64 aarch64; do for level in O1 O2 O3 Os; do \
# RUN:   for kind in with without; do \
# RUN:     wasmc -$level --target $target-linux %t.$kind.wasm -o %t.$kind.cwasm && \
# RUN:     llvm-objdump -d --no-show-raw-insn --no-leading-addr \
# RUN:       --disassemble-symbols=calls %t.$kind.cwasm | \
# RUN:       sed -n '/<calls>/,/\bret/{s/0x[0-9a-f]*//g;p}' >%t.$kind.txt; done && \
# RUN:   grep -Eq '(call|bl).*throws' %t.with.txt && diff %t.with.txt %t.without.txt || exit 1; \
# RUN: done; done
  .tagtype a i32
a:

throws:
  .functype throws (i32) -> (i32)
  block
  local.get 0
  br_if 0
  i32.const 1
  throw a
  end_block
  local.get 0
  .rept 100 # Too much to be inlined.
  i32.const 0
  i32.load 16
  i32.mul
  i32.popcnt
  .endr
  end_function

  .globl calls
calls:
  .functype calls (i32) -> (i32)
  block () -> (i32) # TRY
  try_table i32 (catch a 0) # TRY
  local.get 0
  call throws
  end_try_table # TRY
  end_block # TRY
  .rept 100
  local.get 0
  i32.mul
  i32.popcnt
  .endr
  end_function

  .export_name _start, _start
  .globl _start
_start:
  .functype _start () -> ()
  i32.const 1
  call calls
  call calls
  call throws
  call throws
  drop
  end_function
