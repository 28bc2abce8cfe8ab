// Flags that do not exist, no right, no descriptor.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_fd_fdstat_set_flags(OPEN("file", 0, FD_FDSTAT_SET_FLAGS), 32), INVAL);
  EXPECT(__wasi_fd_fdstat_set_flags(OPEN("file", 0, FD_READ | FD_WRITE), APPEND), NOTCAPABLE);
  EXPECT(__wasi_fd_fdstat_set_flags(99, 0), BADF);
}
