// What is there already stays: a directory, a file, a link, even one that leads
// nowhere.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("a")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("gone"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_create_directory(dir, P("a")), EXIST);
  EXPECT(__wasi_path_create_directory(dir, P("a/")), EXIST);
  EXPECT(__wasi_path_create_directory(dir, P(".")), EXIST);
  EXPECT(__wasi_path_create_directory(dir, P("a/..")), EXIST);
  EXPECT(__wasi_path_create_directory(dir, P("file")), EXIST);
  EXPECT(__wasi_path_create_directory(dir, P("link")), EXIST);
  EXPECT(__wasi_path_create_directory(dir, P("link/")), EXIST);
  HOLDS("file", "text");
}
