// A slash after a file, no right, no directory.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_unlink_file(dir, P("file/")), NOTDIR);
  EXPECT(__wasi_path_unlink_file(dir, P("file/x")), NOTDIR);
  EXPECT(__wasi_path_unlink_file(dir, P("gone/")), NOENT);
  EXPECT(__wasi_path_unlink_file(99, P("file")), BADF);
  EXPECT(__wasi_path_unlink_file(OPEN("file", 0, FD_READ), P("file")), NOTDIR);
  EXPECT(__wasi_path_unlink_file(OPEN(".", 0, PATH_REMOVE_DIRECTORY), P("file")), NOTCAPABLE);
  EXPECT(__wasi_path_unlink_file(dir, BEYOND, 64), FAULT);
  HOLDS("file", "text");
}
