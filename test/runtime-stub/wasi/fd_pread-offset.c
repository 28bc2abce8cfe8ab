// Reading at an offset leaves the position; past the end there is nothing.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "0123456789");
  u32 fd = OPEN("file", 0, FD_READ | FD_SEEK | FD_TELL), n;
  char a[2], b[3];
  struct Vector v[] = {{a, 2}, {0, 0}, {b, 3}};
  EXPECT(__wasi_fd_pread(fd, v, 3, 4, &n), SUCCESS);
  EXPECT(n, 5);
  CHECK(a[0] == '4' && a[1] == '5' && b[0] == '6' && b[2] == '8');
  EXPECT(__wasi_fd_pread(fd, v, 3, 9, &n), SUCCESS);
  EXPECT(n, 1);
  EXPECT(a[0], '9');
  EXPECT(__wasi_fd_pread(fd, v, 3, 10, &n), SUCCESS);
  EXPECT(n, 0);
  EXPECT(__wasi_fd_pread(fd, v, 0, 0, &n), SUCCESS);
  EXPECT(n, 0);
  READS(fd, "0123456789");
}
