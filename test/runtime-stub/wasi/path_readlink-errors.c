// Nothing there, no right, no directory, no room.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  char buffer[8];
  u32 used;
  EXPECT(__wasi_path_readlink(dir, P("gone"), buffer, 8, &used), NOENT);
  EXPECT(__wasi_path_readlink(dir, P("file/x"), buffer, 8, &used), NOTDIR);
  EXPECT(__wasi_path_readlink(99, P("x"), buffer, 8, &used), BADF);
  EXPECT(__wasi_path_readlink(OPEN("file", 0, FD_READ), P("x"), buffer, 8, &used), NOTDIR);
  EXPECT(__wasi_path_readlink(OPEN(".", 0, FD_READDIR), P("x"), buffer, 8, &used), NOTCAPABLE);
  EXPECT(__wasi_path_symlink(P("x"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_readlink(dir, P("link"), BEYOND, 64, &used), FAULT);
  EXPECT(__wasi_path_readlink(dir, P("link"), buffer, 8, BEYOND), FAULT);
  EXPECT(__wasi_path_readlink(dir, BEYOND, 64, buffer, 8, &used), FAULT);
}
