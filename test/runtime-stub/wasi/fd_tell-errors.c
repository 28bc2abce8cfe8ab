// No right, no descriptor, a directory, no room.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  u64 at;
  EXPECT(__wasi_fd_tell(OPEN("file", CREAT, FD_READ), &at), NOTCAPABLE);
  EXPECT(__wasi_fd_tell(dir, &at), NOTCAPABLE);
  EXPECT(__wasi_fd_tell(99, &at), BADF);
  EXPECT(__wasi_fd_tell(OPEN("file", 0, FD_TELL), BEYOND), FAULT);
}
