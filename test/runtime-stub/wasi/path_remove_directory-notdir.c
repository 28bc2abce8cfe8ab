// Files and links, even those to directories, are no directories.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("sub"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_remove_directory(dir, P("file")), NOTDIR);
  EXPECT(__wasi_path_remove_directory(dir, P("file/")), NOTDIR);
  EXPECT(__wasi_path_remove_directory(dir, P("link")), NOTDIR);
  EXPECT(__wasi_path_remove_directory(dir, P("link/")), NOTDIR);
  EXPECT(__wasi_path_remove_directory(dir, P("sub")), SUCCESS);
}
