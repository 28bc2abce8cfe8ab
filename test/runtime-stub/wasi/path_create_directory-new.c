// A directory is made, below another, with slashes at its end or not.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_path_create_directory(dir, P("a")), SUCCESS);
  EXPECT(__wasi_path_create_directory(dir, P("a/b//")), SUCCESS);
  EXPECT(__wasi_path_create_directory(dir, P("a/./../a/c")), SUCCESS);
  struct FileStat stat;
  EXPECT(__wasi_path_filestat_get(dir, 0, P("a/b"), &stat), SUCCESS);
  EXPECT(stat.type, DIRECTORY);
  EXPECT(__wasi_path_filestat_get(dir, 0, P("a/c"), &stat), SUCCESS);
}
