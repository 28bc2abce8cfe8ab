// A link at the end is followed only if that is asked for; one before it
// always.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd;
  EXPECT(__wasi_path_symlink(P("file"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("."), dir, P("here")), SUCCESS);
  EXPECT(__wasi_path_open(dir, NOFOLLOW, P("link"), 0, FD_READ, 0, 0, &fd), LOOP);
  EXPECT(__wasi_path_open(dir, NOFOLLOW, P("here/link"), 0, FD_READ, 0, 0, &fd), LOOP);
  EXPECT(__wasi_path_open(dir, NOFOLLOW, P("here/file"), 0, FD_READ, 0, 0, &fd), SUCCESS);
  READS(fd, "text");
  EXPECT(__wasi_path_open(dir, FOLLOW, P("here/here/link"), 0, FD_READ, 0, 0, &fd), SUCCESS);
  READS(fd, "text");
}
