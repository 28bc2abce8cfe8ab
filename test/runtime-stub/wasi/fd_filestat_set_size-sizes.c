// A file becomes longer by zeros and shorter by what is cut off; its position
// stays.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, READ_WRITE | FD_FILESTAT_SET_SIZE);
  u64 position;
  EXPECT(__wasi_fd_filestat_set_size(fd, 6), SUCCESS);
  READS(fd, "text\0\0");
  EXPECT(__wasi_fd_filestat_set_size(fd, 2), SUCCESS);
  EXPECT(__wasi_fd_tell(fd, &position), SUCCESS);
  EXPECT(position, 6);
  HOLDS("file", "te");
}
