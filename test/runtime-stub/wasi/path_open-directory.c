// What must be a directory is one or is not opened.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd;
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("sub"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_open(dir, 0, P("sub"), OPEN_DIRECTORY, FD_READDIR, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_path_open(dir, FOLLOW, P("link"), OPEN_DIRECTORY, FD_READDIR, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_path_open(dir, NOFOLLOW, P("link/"), OPEN_DIRECTORY, FD_READDIR, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_path_open(dir, NOFOLLOW, P("link"), OPEN_DIRECTORY, FD_READDIR, 0, 0, &fd), NOTDIR);
  EXPECT(__wasi_path_open(dir, 0, P("file"), OPEN_DIRECTORY, FD_READ, 0, 0, &fd), NOTDIR);
  EXPECT(__wasi_path_open(dir, 0, P("file/"), 0, FD_READ, 0, 0, &fd), NOTDIR);
  EXPECT(__wasi_path_open(dir, 0, P("new"), CREAT | OPEN_DIRECTORY, FD_READ, 0, 0, &fd), INVAL);
  EXPECT(__wasi_path_open(dir, 0, P("new"), 0, FD_READ, 0, 0, &fd), NOENT);
}
