// A name that is taken stays what it is, even a link that leads nowhere.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  FILE_WITH("other", "kept");
  EXPECT(__wasi_path_symlink(P("gone"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_link(dir, 0, P("file"), dir, P("other")), EXIST);
  EXPECT(__wasi_path_link(dir, 0, P("file"), dir, P("file")), EXIST);
  EXPECT(__wasi_path_link(dir, 0, P("file"), dir, P(".")), EXIST);
  EXPECT(__wasi_path_link(dir, 0, P("file"), dir, P("link")), EXIST);
  HOLDS("other", "kept");
}
