// Where there is no directory none can be made.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("gone/a")), NOENT);
  EXPECT(__wasi_path_create_directory(dir, P("file/a")), NOTDIR);
  EXPECT(__wasi_path_create_directory(dir, P("file/../a")), NOTDIR);
  EXPECT(__wasi_path_create_directory(dir, P("gone/../a")), NOENT);
}
