// A position before the start, and a whence that does not exist: the position
// stays.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, READ_WRITE);
  u64 at = 77;
  EXPECT(__wasi_fd_seek(fd, -1, SET, &at), INVAL);
  EXPECT(__wasi_fd_seek(fd, -5, END, &at), INVAL);
  EXPECT(__wasi_fd_seek(fd, 0, 3, &at), INVAL);
  EXPECT(__wasi_fd_seek(fd, 0, -1, &at), INVAL);
  EXPECT(at, 77);
  READS(fd, "text");
}
