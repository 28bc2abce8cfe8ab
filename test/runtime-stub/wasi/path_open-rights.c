// No descriptor gets more than the directory hands on, and one that may not
// write does not.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd, n, sub;
  struct Vector v = {"x", 1};
  char byte;
  struct Vector r = {&byte, 1};
  EXPECT(__wasi_path_open(dir, 0, P("file"), 0, FD_READ, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_fd_write(fd, &v, 1, &n), NOTCAPABLE);
  EXPECT(__wasi_path_open(dir, 0, P("file"), 0, FD_WRITE, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_fd_read(fd, &r, 1, &n), NOTCAPABLE);
  EXPECT(__wasi_path_open(dir, 0, P("."), 0, PATH_OPEN, FD_READ, 0, &sub), SUCCESS);
  EXPECT(__wasi_path_open(sub, 0, P("file"), 0, FD_WRITE, 0, 0, &fd), NOTCAPABLE);
  EXPECT(__wasi_path_open(sub, 0, P("new"), CREAT, FD_READ, 0, 0, &fd), NOTCAPABLE);
  EXPECT(__wasi_path_open(sub, 0, P("file"), 0, FD_READ, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_path_open(dir, 0, P("."), 0, FD_READDIR, FD_READ, 0, &sub), SUCCESS);
  EXPECT(__wasi_path_open(sub, 0, P("file"), 0, FD_READ, 0, 0, &fd), NOTCAPABLE);
  HOLDS("file", "text");
}
