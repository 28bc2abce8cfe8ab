// Empty directories are removed, with slashes at their end or not.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_path_create_directory(dir, P("a")), SUCCESS);
  EXPECT(__wasi_path_create_directory(dir, P("a/b")), SUCCESS);
  EXPECT(__wasi_path_remove_directory(dir, P("a")), NOTEMPTY);
  EXPECT(__wasi_path_remove_directory(dir, P("a/b//")), SUCCESS);
  EXPECT(__wasi_path_remove_directory(dir, P("a")), SUCCESS);
  EXPECT(__wasi_path_remove_directory(dir, P("a")), NOENT);
}
