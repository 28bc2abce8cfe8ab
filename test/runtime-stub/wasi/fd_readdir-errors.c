// No directory, no right, no descriptor, no room, a cookie that never was one.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  char buffer[64];
  u32 used;
  EXPECT(__wasi_fd_readdir(OPEN("file", CREAT, FD_READ | FD_READDIR), buffer, 64, 0, &used), NOTCAPABLE);
  EXPECT(__wasi_fd_readdir(OPEN(".", 0, PATH_OPEN), buffer, 64, 0, &used), NOTCAPABLE);
  EXPECT(__wasi_fd_readdir(99, buffer, 64, 0, &used), BADF);
  EXPECT(__wasi_fd_readdir(dir, BEYOND, 64, 0, &used), FAULT);
  EXPECT(__wasi_fd_readdir(dir, buffer, 64, 0, BEYOND), FAULT);
  EXPECT(__wasi_fd_readdir(dir, buffer, 64, -1, &used), INVAL);
}
