// Nothing there, dots, no rights, no directories.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_rename(dir, P("gone"), dir, P("new")), NOENT);
  EXPECT(__wasi_path_rename(dir, P("file"), dir, P("gone/new")), NOENT);
  EXPECT(__wasi_path_rename(dir, P("file/x"), dir, P("new")), NOTDIR);
  EXPECT(__wasi_path_rename(dir, P("."), dir, P("new")), BUSY);
  EXPECT(__wasi_path_rename(dir, P("sub"), dir, P(".")), BUSY);
  EXPECT(__wasi_path_rename(99, P("file"), dir, P("new")), BADF);
  EXPECT(__wasi_path_rename(dir, P("file"), 99, P("new")), BADF);
  u32 source = OPEN(".", 0, PATH_RENAME_SOURCE), target = OPEN(".", 0, PATH_RENAME_TARGET);
  EXPECT(__wasi_path_rename(target, P("file"), target, P("new")), NOTCAPABLE);
  EXPECT(__wasi_path_rename(source, P("file"), source, P("new")), NOTCAPABLE);
  EXPECT(__wasi_path_rename(dir, P("file"), OPEN("file", 0, FD_READ), P("new")), NOTDIR);
  EXPECT(__wasi_path_rename(dir, BEYOND, 64, dir, P("new")), FAULT);
  EXPECT(__wasi_path_rename(dir, P("file"), dir, BEYOND, 64), FAULT);
  HOLDS("file", "text");
}
