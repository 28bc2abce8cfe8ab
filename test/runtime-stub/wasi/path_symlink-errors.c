// A name that is taken, an empty target, no right, no directory.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_symlink(P("x"), dir, P("file")), EXIST);
  EXPECT(__wasi_path_symlink(P("x"), dir, P(".")), EXIST);
  EXPECT(__wasi_path_symlink(P(""), dir, P("link")), NOENT);
  EXPECT(__wasi_path_symlink(P("a\0b"), dir, P("link")), ILSEQ);
  EXPECT(__wasi_path_symlink(P("x"), dir, P("link/")), NOENT);
  EXPECT(__wasi_path_symlink(P("x"), dir, P("gone/link")), NOENT);
  EXPECT(__wasi_path_symlink(P("x"), dir, P("file/link")), NOTDIR);
  EXPECT(__wasi_path_symlink(P("x"), 99, P("link")), BADF);
  EXPECT(__wasi_path_symlink(P("x"), OPEN("file", 0, FD_READ), P("link")), NOTDIR);
  EXPECT(__wasi_path_symlink(P("x"), OPEN(".", 0, PATH_OPEN), P("link")), NOTCAPABLE);
  EXPECT(__wasi_path_symlink(BEYOND, 64, dir, P("link")), FAULT);
  EXPECT(__wasi_path_symlink(P("x"), dir, BEYOND, 64), FAULT);
}
