// A link may say anything relative, even where nothing is or what leads out;
// following it is another matter.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_symlink(P("../file"), dir, P("sub/link")), SUCCESS);
  HOLDS("sub/link", "text");
  EXPECT(__wasi_path_symlink(P("gone/"), dir, P("dangling")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("../.."), dir, P("out")), SUCCESS);
  u32 fd;
  EXPECT(__wasi_path_open(dir, FOLLOW, P("dangling"), 0, FD_READ, 0, 0, &fd), NOENT);
  EXPECT(__wasi_path_open(dir, FOLLOW, P("out"), 0, FD_READ, 0, 0, &fd), NOTCAPABLE);
}
