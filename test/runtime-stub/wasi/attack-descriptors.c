// When no more descriptors are to be had, every function fails cleanly, and all
// works again when one is free: none is lost on the way.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && (ulimit -n 32 && %both %t)
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("a")), SUCCESS);
  EXPECT(__wasi_path_create_directory(dir, P("a/b")), SUCCESS);
  FILE_WITH("a/b/file", "text");
  u32 fd, last = 0, n;
  struct FileStat stat;
  char byte;
  while (!__wasi_path_open(dir, 0, P("file"), 0, FD_READ, 0, 0, &fd))
    last = fd;
  CHECK(last > 8 && last < 64);
  for (u32 i = 0; i < 100; ++i) {
    EXPECT(__wasi_path_open(dir, 0, P("a/b/file"), TRUNC, FD_WRITE, 0, 0, &fd), MFILE);
    EXPECT(__wasi_path_open(dir, 0, P("new"), CREAT, FD_WRITE, 0, 0, &fd), MFILE);
    EXPECT(__wasi_path_filestat_get(dir, 0, P("a/b/file"), &stat), MFILE);
    EXPECT(__wasi_path_rename(dir, P("a/b/file"), dir, P("a/b/new")), MFILE);
    EXPECT(__wasi_path_unlink_file(dir, P("a/b/file")), MFILE);
    EXPECT(__wasi_path_readlink(dir, P("a/b/file"), &byte, 1, &n), MFILE);
  }
  EXPECT(__wasi_fd_close(last), SUCCESS);
  EXPECT(__wasi_fd_close(last - 1), SUCCESS);
  EXPECT(__wasi_fd_close(last - 2), SUCCESS);
  for (u32 i = 0; i < 100; ++i) {
    EXPECT(__wasi_path_filestat_get(dir, 0, P("a/b/../b/file"), &stat), SUCCESS);
    EXPECT(__wasi_path_filestat_get(dir, 0, P("a/b/gone/x"), &stat), NOENT);
    EXPECT(__wasi_path_filestat_get(dir, 0, P("a/b/file/x"), &stat), NOTDIR);
    EXPECT(__wasi_path_filestat_get(dir, 0, P("a/../a/../.."), &stat), NOTCAPABLE);
    EXPECT(__wasi_path_unlink_file(dir, P("a/b/gone")), NOENT);
    EXPECT(__wasi_path_rename(dir, P("a/b/file"), dir, P("a/b/file")), SUCCESS);
  }
  EXPECT(__wasi_path_open(dir, 0, P("new"), 0, FD_READ, 0, 0, &fd), NOENT);
  HOLDS("a/b/file", "text");
}
