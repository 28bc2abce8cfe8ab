// Links themselves are renamed and replaced, not what they lead to.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  FILE_WITH("other", "kept");
  EXPECT(__wasi_path_symlink(P("file"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_rename(dir, P("link"), dir, P("moved")), SUCCESS);
  HOLDS("moved", "text");
  EXPECT(__wasi_path_rename(dir, P("other"), dir, P("moved")), SUCCESS);
  HOLDS("moved", "kept");
  HOLDS("file", "text");
}
