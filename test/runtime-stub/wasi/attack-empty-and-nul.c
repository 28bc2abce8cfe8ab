// Empty paths, paths with NUL and paths that are too long are refused by every
// function.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  static char nul[] = "a\0b", longest[5000], component[256];
  for (u32 i = 0; i < sizeof longest; ++i)
    longest[i] = i % 2 ? '/' : 'x';
  for (u32 i = 0; i < sizeof component; ++i)
    component[i] = 'x';
  const struct {
    const char *path;
    u32 length, error;
  } bad[] = {{"", 0, NOENT}, {nul, 3, ILSEQ}, {longest, 4096, NAMETOOLONG}, {longest, 5000, NAMETOOLONG},
             {component, 256, NAMETOOLONG}};
  FILE_WITH("file", "text");
  for (u32 i = 0; i < 5; ++i) {
    const char *p = bad[i].path;
    u32 length = bad[i].length, error = bad[i].error, n;
    char byte;
    struct FileStat stat;
    EXPECT(__wasi_path_create_directory(dir, p, length), error);
    EXPECT(__wasi_path_filestat_get(dir, 0, p, length, &stat), error);
    EXPECT(__wasi_path_filestat_set_times(dir, 0, p, length, 0, 0, MTIM), error);
    EXPECT(__wasi_path_link(dir, 0, p, length, dir, P("new")), error);
    EXPECT(__wasi_path_link(dir, 0, P("file"), dir, p, length), error);
    EXPECT(__wasi_path_open(dir, 0, p, length, CREAT, FD_READ, 0, 0, &n), error);
    EXPECT(__wasi_path_readlink(dir, p, length, &byte, 1, &n), error);
    EXPECT(__wasi_path_remove_directory(dir, p, length), error);
    EXPECT(__wasi_path_rename(dir, p, length, dir, P("new")), error);
    EXPECT(__wasi_path_rename(dir, P("file"), dir, p, length), error);
    EXPECT(__wasi_path_symlink(P("x"), dir, p, length), error);
    EXPECT(__wasi_path_unlink_file(dir, p, length), error);
  }
  HOLDS("file", "text");
}
