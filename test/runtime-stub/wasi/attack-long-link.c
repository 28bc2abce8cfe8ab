// Links whose targets grow the path beyond its limit, or that are more than
// forty, end in an error.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  static char target[3001];
  for (u32 i = 0; i + 2 < sizeof target; i += 2) {
    target[i] = '.';
    target[i + 1] = '/';
  }
  u32 fd;
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_symlink(target, 3000, dir, P("far")), SUCCESS);
  EXPECT(__wasi_path_open(dir, 0, P("far/file"), 0, FD_READ, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_path_symlink(P("."), dir, P("here")), SUCCESS);
  static char many[4096];
  for (u32 i = 0; i < 42 * 5; i += 5) {
    many[i] = 'h', many[i + 1] = 'e', many[i + 2] = 'r', many[i + 3] = 'e', many[i + 4] = '/';
  }
  struct FileStat stat;
  EXPECT(__wasi_path_filestat_get(dir, 0, many, 40 * 5, &stat), SUCCESS);
  EXPECT(__wasi_path_filestat_get(dir, 0, many, 41 * 5, &stat), LOOP);
  EXPECT(__wasi_path_create_directory(dir, many, 42 * 5), LOOP);
}
