// A list longer than is used at once is used in part.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "0123456789");
  static char bytes[2000];
  static struct Vector v[2000];
  for (u32 i = 0; i < 2000; ++i)
    v[i] = (struct Vector){bytes + i, i % 250 == 0};
  u32 fd = OPEN("file", 0, FD_READ), n;
  EXPECT(__wasi_fd_read(fd, v, 2000, &n), SUCCESS);
  CHECK(n > 0 && n <= 8);
  for (u32 i = 0; i < n; ++i)
    EXPECT(bytes[i * 250], '0' + i);
}
