// Directories have one name; what is not there none.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_link(dir, 0, P("sub"), dir, P("a")), PERM);
  EXPECT(__wasi_path_link(dir, 0, P("sub/"), dir, P("a")), PERM);
  EXPECT(__wasi_path_link(dir, 0, P("."), dir, P("a")), PERM);
  EXPECT(__wasi_path_link(dir, 0, P("gone"), dir, P("a")), NOENT);
  EXPECT(__wasi_path_link(dir, 0, P("file"), dir, P("gone/a")), NOENT);
  EXPECT(__wasi_path_link(dir, 0, P("file"), dir, P("file/a")), NOTDIR);
  EXPECT(__wasi_path_link(99, 0, P("file"), dir, P("a")), BADF);
  EXPECT(__wasi_path_link(dir, 0, P("file"), 99, P("a")), BADF);
  u32 sub = OPEN("sub", 0, PATH_LINK_SOURCE);
  EXPECT(__wasi_path_link(dir, 0, P("file"), sub, P("a")), NOTCAPABLE);
  sub = OPEN("sub", 0, PATH_LINK_TARGET);
  EXPECT(__wasi_path_link(sub, 0, P("x"), dir, P("a")), NOTCAPABLE);
}
