// No right, no descriptor, a directory, no room.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u64 at;
  u32 fd = OPEN("file", 0, FD_READ | FD_TELL);
  EXPECT(__wasi_fd_seek(fd, 1, SET, &at), NOTCAPABLE);
  EXPECT(__wasi_fd_seek(fd, 0, CUR, &at), SUCCESS);
  EXPECT(__wasi_fd_seek(dir, 0, SET, &at), NOTCAPABLE);
  EXPECT(__wasi_fd_seek(99, 0, SET, &at), BADF);
  EXPECT(__wasi_fd_seek(OPEN("file", 0, READ_WRITE), 0, SET, BEYOND), FAULT);
}
