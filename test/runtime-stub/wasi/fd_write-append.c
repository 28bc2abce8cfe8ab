// What is opened for appending is written at the end, wherever the position is.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd;
  u64 position;
  EXPECT(__wasi_path_open(dir, 0, P("file"), 0, FD_WRITE | FD_SEEK, 0, APPEND, &fd), SUCCESS);
  EXPECT(__wasi_fd_seek(fd, 0, SET, &position), SUCCESS);
  print(fd, "ab");
  HOLDS("file", "textab");
}
