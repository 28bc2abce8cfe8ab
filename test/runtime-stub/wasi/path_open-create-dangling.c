// Through a link that leads nowhere a file is made where it leads, if links are
// followed.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u32 fd;
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("sub/new"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_open(dir, NOFOLLOW, P("link"), CREAT, FD_WRITE, 0, 0, &fd), LOOP);
  EXPECT(__wasi_path_open(dir, FOLLOW, P("link"), CREAT | EXCL, FD_WRITE, 0, 0, &fd), EXIST);
  EXPECT(__wasi_path_open(dir, FOLLOW, P("sub/new"), 0, FD_READ, 0, 0, &fd), NOENT);
  EXPECT(__wasi_path_open(dir, FOLLOW, P("link"), CREAT, FD_WRITE, 0, 0, &fd), SUCCESS);
  print(fd, "text");
  HOLDS("sub/new", "text");
}
