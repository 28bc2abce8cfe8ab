// A directory takes the place of an empty one only, and not one within itself.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_path_create_directory(dir, P("a")), SUCCESS);
  EXPECT(__wasi_path_create_directory(dir, P("empty")), SUCCESS);
  EXPECT(__wasi_path_create_directory(dir, P("full")), SUCCESS);
  FILE_WITH("full/file", "text");
  EXPECT(__wasi_path_rename(dir, P("a"), dir, P("full")), NOTEMPTY);
  EXPECT(__wasi_path_rename(dir, P("a"), dir, P("a/b")), INVAL);
  EXPECT(__wasi_path_rename(dir, P("full/"), dir, P("empty/")), SUCCESS);
  HOLDS("empty/file", "text");
}
