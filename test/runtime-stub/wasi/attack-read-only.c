// In a directory granted for reading every function that would change something
// refuses, also through what is opened beneath.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: rm -rf %t.rw %t.ro && mkdir -p %t.rw %t.ro/sub/empty && touch %t.rw/mine
// RUN: printf text > %t.ro/file && cp %t.ro/file %t.ro/sub && ln -s file %t.ro/link && ln -s new %t.ro/dangling
// RUN: find %t.ro -printf '%%p %%s %%l %%T@ %%n\n' > %t.before
// RUN: WASMC_GRANTS=$'dir %t.rw / rw\ndir %t.ro /ro ro' %t
// RUN: WASMC_GRANTS=$'dir %t.rw / rw\ndir %t.ro /ro ro\nresolver walk' %t
// RUN: find %t.ro -printf '%%p %%s %%l %%T@ %%n\n' | diff %t.before -
// RUN: test "$(ls %t.rw)" = mine
#include "wasi.h"
void _start(void) {
  enum { ro = dir + 1 };
  u32 sub, fd, n;
  struct Vector v = {"x", 1};
  EXPECT(__wasi_path_open(ro, 0, P("sub"), 0, PATH_OPEN | PATH_CREATE_FILE | PATH_UNLINK_FILE | PATH_SYMLINK |
                          PATH_FILESTAT_SET_TIMES | FD_FILESTAT_SET_TIMES, FD_READ | FD_WRITE, 0, &sub), SUCCESS);
  EXPECT(__wasi_fd_filestat_set_times(sub, 0, 0, MTIM), ROFS);
  EXPECT(__wasi_path_unlink_file(sub, P("file")), ROFS);
  EXPECT(__wasi_path_symlink(P("x"), sub, P("new")), ROFS);
  EXPECT(__wasi_path_filestat_set_times(sub, 0, P("file"), 0, 0, MTIM), ROFS);
  EXPECT(__wasi_path_open(sub, 0, P("new"), CREAT, FD_READ, 0, 0, &fd), ROFS);
  EXPECT(__wasi_path_open(sub, 0, P("file"), 0, FD_WRITE, 0, 0, &fd), ROFS);
  EXPECT(__wasi_path_open(ro, FOLLOW, P("link"), TRUNC, FD_READ, 0, 0, &fd), ROFS);
  EXPECT(__wasi_path_open(ro, FOLLOW, P("dangling"), CREAT, FD_READ, 0, 0, &fd), ROFS);
  EXPECT(__wasi_path_create_directory(ro, P("new")), ROFS);
  EXPECT(__wasi_path_remove_directory(ro, P("sub/empty")), ROFS);
  EXPECT(__wasi_path_rename(ro, P("file"), dir, P("stolen")), ROFS);
  EXPECT(__wasi_path_rename(dir, P("mine"), ro, P("new")), ROFS);
  EXPECT(__wasi_path_link(ro, 0, P("file"), dir, P("shared")), ROFS);
  EXPECT(__wasi_path_link(dir, 0, P("mine"), ro, P("new")), ROFS);
  EXPECT(__wasi_path_open(ro, 0, P("file"), 0, FD_READ | FD_ALLOCATE | FD_FILESTAT_SET_SIZE | FD_FILESTAT_SET_TIMES,
                          0, 0, &fd), SUCCESS);
  EXPECT(__wasi_fd_allocate(fd, 0, 100), NOTCAPABLE);
  EXPECT(__wasi_fd_filestat_set_size(fd, 0), NOTCAPABLE);
  EXPECT(__wasi_fd_filestat_set_times(fd, 0, 0, MTIM), ROFS);
  EXPECT(__wasi_fd_write(fd, &v, 1, &n), NOTCAPABLE);
  READS(fd, "text");
}
