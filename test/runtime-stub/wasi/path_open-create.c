// A file is made only if it is asked for, by its last component.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u32 fd;
  EXPECT(__wasi_path_open(dir, 0, P("file"), 0, FD_READ, 0, 0, &fd), NOENT);
  EXPECT(__wasi_path_open(dir, 0, P("gone/file"), CREAT, FD_READ, 0, 0, &fd), NOENT);
  EXPECT(__wasi_path_open(dir, 0, P("file"), CREAT, FD_READ, 0, 0, &fd), SUCCESS);
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_open(dir, 0, P("file"), CREAT, FD_READ, 0, 0, &fd), SUCCESS);
  READS(fd, "text");
  EXPECT(__wasi_path_open(dir, 0, P("new/"), CREAT, FD_READ, 0, 0, &fd), ISDIR);
  EXPECT(__wasi_path_open(dir, 0, P("new"), 0, FD_READ, 0, 0, &fd), NOENT);
  EXPECT(__wasi_path_open(dir, 0, P("."), CREAT, FD_READ, 0, 0, &fd), ISDIR);
}
