// A directory is one.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  struct FileStat stat;
  EXPECT(__wasi_fd_filestat_get(dir, &stat), SUCCESS);
  EXPECT(stat.type, DIRECTORY);
}
