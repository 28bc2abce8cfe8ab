// Dots, no right, no directory.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_remove_directory(dir, P("sub/.")), INVAL);
  EXPECT(__wasi_path_remove_directory(dir, P("sub/..")), NOTEMPTY);
  EXPECT(__wasi_path_remove_directory(dir, P("file/sub")), NOTDIR);
  EXPECT(__wasi_path_remove_directory(99, P("sub")), BADF);
  EXPECT(__wasi_path_remove_directory(OPEN("file", 0, FD_READ), P("sub")), NOTDIR);
  EXPECT(__wasi_path_remove_directory(OPEN(".", 0, PATH_UNLINK_FILE), P("sub")), NOTCAPABLE);
  EXPECT(__wasi_path_remove_directory(dir, BEYOND, 64), FAULT);
  EXPECT(__wasi_path_remove_directory(dir, P("sub")), SUCCESS);
}
