// ".." never leads above the granted directory, however the path winds, and is
// of use below.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("a")), SUCCESS);
  EXPECT(__wasi_path_create_directory(dir, P("a/b")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("../.."), dir, P("a/b/top")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("../../.."), dir, P("a/b/out")), SUCCESS);
  struct FileStat stat, top;
  EXPECT(__wasi_path_filestat_get(dir, 0, P("."), &top), SUCCESS);
  const char *const inside[] = {"a/..", "a/b/../..", "a/./b/.././..//", "a/b/top", "a/b/top/a/b/top/."};
  for (u32 i = 0; i < 5; ++i) {
    EXPECT(__wasi_path_filestat_get(dir, FOLLOW, inside[i], lengthOf(inside[i]), &stat), SUCCESS);
    EXPECT(stat.inode, top.inode);
  }
  const char *const outside[] = {"..", "../", "./..", "a/../..", "a/b/../../..", "a/../../a", "a/b/out", "a/b/out/",
                                 "a/b/top/..", "a/b/top/../", "a/b/top/../a", "a/b/../b/top/a/b/out/a"};
  u32 fd;
  for (u32 i = 0; i < 12; ++i) {
    EXPECT(__wasi_path_filestat_get(dir, FOLLOW, outside[i], lengthOf(outside[i]), &stat), NOTCAPABLE);
    EXPECT(__wasi_path_open(dir, FOLLOW, outside[i], lengthOf(outside[i]), 0, 0, 0, 0, &fd), NOTCAPABLE);
  }
}
