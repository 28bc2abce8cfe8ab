# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Exceptions of a tag that C++ does not know.

  .tagtype foreign i32
foreign:

  .globl throwForeign
throwForeign:
  .functype throwForeign (i32) -> ()
  local.get 0
  throw foreign
  end_function

  .globl catchForeign
catchForeign:
  .functype catchForeign (i32) -> (i32)
  block () -> (i32)
  try_table (catch foreign 0)
  local.get 0
  call_indirect () -> ()
  end_try_table
  i32.const -1
  end_block
  end_function
