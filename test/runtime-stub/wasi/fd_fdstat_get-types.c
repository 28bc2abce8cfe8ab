// Descriptors say what they are; the rights are those asked for that such a
// file can have.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  struct FdStat stat;
  FILE_WITH("file", "text");
  EXPECT(__wasi_fd_fdstat_get(OPEN("file", 0, FD_READ | FD_READDIR | PATH_OPEN), &stat), SUCCESS);
  EXPECT(stat.type, REGULAR_FILE);
  EXPECT(stat.rights, FD_READ);
  EXPECT(stat.flags, 0);
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_fd_fdstat_get(OPEN("sub", 0, FD_READ | FD_SEEK | FD_READDIR), &stat), SUCCESS);
  EXPECT(stat.type, DIRECTORY);
  EXPECT(stat.rights, FD_READDIR);
  EXPECT(stat.inheriting, FD_READ | FD_SEEK | FD_READDIR);
}
