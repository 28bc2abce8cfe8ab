// Appending can be turned on and off: writes go to the end, or to the position.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, FD_WRITE | FD_SEEK | FD_FDSTAT_SET_FLAGS);
  EXPECT(__wasi_fd_fdstat_set_flags(fd, APPEND), SUCCESS);
  print(fd, "abc");
  HOLDS("file", "textabc");
  u64 position;
  EXPECT(__wasi_fd_fdstat_set_flags(fd, 0), SUCCESS);
  EXPECT(__wasi_fd_seek(fd, 0, SET, &position), SUCCESS);
  print(fd, "T");
  HOLDS("file", "Textabc");
}
