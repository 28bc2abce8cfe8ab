// The position moves with reads and writes.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, READ_WRITE);
  u64 at;
  EXPECT(__wasi_fd_tell(fd, &at), SUCCESS);
  EXPECT(at, 0);
  READS(fd, "text");
  print(fd, "abc");
  EXPECT(__wasi_fd_tell(fd, &at), SUCCESS);
  EXPECT(at, 7);
}
