// In a directory that has been removed nothing is found or made.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u32 fd;
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  u32 sub = OPEN("sub", 0, PATH_OPEN | PATH_CREATE_FILE | FD_READ);
  EXPECT(__wasi_path_remove_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_open(sub, 0, P("file"), CREAT, FD_READ, 0, 0, &fd), NOENT);
  EXPECT(__wasi_path_open(sub, 0, P(".."), 0, 0, 0, 0, &fd), NOTCAPABLE);
}
