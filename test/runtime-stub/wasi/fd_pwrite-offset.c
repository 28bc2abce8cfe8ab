// Writing at an offset leaves the position and may leave a gap.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, READ_WRITE), n;
  struct Vector v[] = {{"a", 1}, {"bc", 2}};
  EXPECT(__wasi_fd_pwrite(fd, v, 2, 2, &n), SUCCESS);
  EXPECT(n, 3);
  EXPECT(__wasi_fd_pwrite(fd, v, 1, 7, &n), SUCCESS);
  EXPECT(n, 1);
  READS(fd, "teabc\0\0a");
}
