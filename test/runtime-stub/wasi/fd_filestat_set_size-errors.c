// No right, no descriptor, more than any file can have, a directory.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_fd_filestat_set_size(OPEN("file", 0, FD_READ | FD_WRITE), 0), NOTCAPABLE);
  EXPECT(__wasi_fd_filestat_set_size(99, 0), BADF);
  EXPECT(__wasi_fd_filestat_set_size(OPEN("file", 0, FD_FILESTAT_SET_SIZE), -1), INVAL);
  EXPECT(__wasi_fd_filestat_set_size(dir, 0), NOTCAPABLE);
  HOLDS("file", "text");
}
