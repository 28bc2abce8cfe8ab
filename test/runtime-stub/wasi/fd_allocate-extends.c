// Space beyond the end makes a file longer, space within leaves its size and
// contents.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, READ_WRITE | FD_ALLOCATE);
  struct FileStat stat;
  EXPECT(__wasi_fd_allocate(fd, 0, 2), SUCCESS);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), SUCCESS);
  EXPECT(stat.size, 4);
  EXPECT(__wasi_fd_allocate(fd, 2, 6), SUCCESS);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), SUCCESS);
  EXPECT(stat.size, 8);
  READS(fd, "text\0\0\0\0");
}
