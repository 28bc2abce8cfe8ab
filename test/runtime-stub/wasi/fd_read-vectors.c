// A read fills one buffer after the other and goes on where the last ended.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "0123456789");
  u32 fd = OPEN("file", 0, FD_READ), n;
  char a[3], b[4];
  struct Vector v[] = {{a, 3}, {0, 0}, {b, 4}};
  EXPECT(__wasi_fd_read(fd, v, 3, &n), SUCCESS);
  EXPECT(n, 7);
  CHECK(a[0] == '0' && a[2] == '2' && b[0] == '3' && b[3] == '6');
  EXPECT(__wasi_fd_read(fd, v, 3, &n), SUCCESS);
  EXPECT(n, 3);
  EXPECT(a[2], '9');
  EXPECT(__wasi_fd_read(fd, v, 3, &n), SUCCESS);
  EXPECT(n, 0);
}
