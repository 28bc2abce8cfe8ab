// Neither name of a file may end in a slash.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("sub"), dir, P("tosub")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("file"), dir, P("tofile")), SUCCESS);
  EXPECT(__wasi_path_link(dir, 0, P("file/"), dir, P("a")), NOTDIR);
  EXPECT(__wasi_path_link(dir, 0, P("tofile/"), dir, P("a")), NOTDIR);
  EXPECT(__wasi_path_link(dir, 0, P("file"), dir, P("a/")), NOENT);
  EXPECT(__wasi_path_link(dir, 0, P("tosub/"), dir, P("a")), PERM);
}
