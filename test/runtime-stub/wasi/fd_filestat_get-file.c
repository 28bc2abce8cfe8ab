// Size, type, links and times of an open file; two files are two inodes.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  FILE_WITH("other", "");
  struct FileStat stat, other;
  EXPECT(__wasi_path_link(dir, 0, P("file"), dir, P("twin")), SUCCESS);
  EXPECT(__wasi_fd_filestat_get(OPEN("file", 0, FD_FILESTAT_GET), &stat), SUCCESS);
  EXPECT(__wasi_fd_filestat_get(OPEN("other", 0, FD_FILESTAT_GET), &other), SUCCESS);
  EXPECT(stat.type, REGULAR_FILE);
  EXPECT(stat.size, 4);
  EXPECT(stat.links, 2);
  EXPECT(stat.device, other.device);
  CHECK(stat.inode != other.inode);
  CHECK(stat.modified > 1577836800000000000 && stat.changed >= stat.modified && stat.accessed);
}
