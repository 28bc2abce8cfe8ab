// A link to itself and two to each other lead nowhere, slowly.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u32 fd;
  struct FileStat stat;
  EXPECT(__wasi_path_symlink(P("self"), dir, P("self")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("b"), dir, P("a")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("a"), dir, P("b")), SUCCESS);
  EXPECT(__wasi_path_open(dir, FOLLOW, P("self"), 0, FD_READ, 0, 0, &fd), LOOP);
  EXPECT(__wasi_path_open(dir, FOLLOW, P("self/x"), 0, FD_READ, 0, 0, &fd), LOOP);
  EXPECT(__wasi_path_open(dir, FOLLOW, P("a"), CREAT, FD_READ, 0, 0, &fd), LOOP);
  EXPECT(__wasi_path_filestat_get(dir, FOLLOW, P("b"), &stat), LOOP);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("b/"), &stat), LOOP);
  EXPECT(__wasi_path_create_directory(dir, P("a/x")), LOOP);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("b"), &stat), SUCCESS);
}
