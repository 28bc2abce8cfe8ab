// A file goes to another directory and takes the place of what was there.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("a", "aaa");
  FILE_WITH("b", "bbb");
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  u32 fd;
  EXPECT(__wasi_path_rename(dir, P("a"), dir, P("b")), SUCCESS);
  HOLDS("b", "aaa");
  EXPECT(__wasi_path_rename(dir, P("b"), OPEN("sub", 0, PATH_RENAME_TARGET), P("c")), SUCCESS);
  HOLDS("sub/c", "aaa");
  EXPECT(__wasi_path_open(dir, 0, P("b"), 0, FD_READ, 0, 0, &fd), NOENT);
  EXPECT(__wasi_path_rename(dir, P("sub/c"), dir, P("sub/c")), SUCCESS);
  HOLDS("sub/c", "aaa");
}
