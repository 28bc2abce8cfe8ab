// What is no link has no target.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  char buffer[8];
  u32 used;
  EXPECT(__wasi_path_readlink(dir, P("file"), buffer, 8, &used), INVAL);
  EXPECT(__wasi_path_readlink(dir, P("file"), buffer, 0, &used), INVAL);
  EXPECT(__wasi_path_readlink(dir, P("."), buffer, 8, &used), INVAL);
  EXPECT(__wasi_path_symlink(P("."), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_readlink(dir, P("link/"), buffer, 8, &used), INVAL);
}
