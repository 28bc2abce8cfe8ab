// A directory does not replace a file, nor a file a directory.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_rename(dir, P("sub"), dir, P("file")), NOTDIR);
  EXPECT(__wasi_path_rename(dir, P("file"), dir, P("sub")), ISDIR);
  EXPECT(__wasi_path_rename(dir, P("file/"), dir, P("new")), NOTDIR);
  EXPECT(__wasi_path_rename(dir, P("file"), dir, P("new/")), NOTDIR);
  HOLDS("file", "text");
}
