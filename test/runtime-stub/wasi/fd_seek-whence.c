// A position counts from the start, from where one is, or from the end, and may
// lie beyond it.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "0123456789");
  u32 fd = OPEN("file", 0, READ_WRITE);
  u64 at;
  EXPECT(__wasi_fd_seek(fd, 4, SET, &at), SUCCESS);
  EXPECT(at, 4);
  EXPECT(__wasi_fd_seek(fd, -1, CUR, &at), SUCCESS);
  EXPECT(at, 3);
  READS(fd, "3456789");
  EXPECT(__wasi_fd_seek(fd, -2, END, &at), SUCCESS);
  EXPECT(at, 8);
  READS(fd, "89");
  EXPECT(__wasi_fd_seek(fd, 2, END, &at), SUCCESS);
  EXPECT(at, 12);
  READS(fd, "");
}
