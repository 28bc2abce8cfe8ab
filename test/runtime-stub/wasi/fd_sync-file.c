// What was written can be made to last, in files and directories.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_fd_sync(OPEN("file", 0, FD_SYNC)), SUCCESS);
  EXPECT(__wasi_fd_sync(OPEN("file", 0, FD_WRITE | FD_SYNC)), SUCCESS);
  EXPECT(__wasi_fd_sync(dir), SUCCESS);
}
