// Contradictory flags, flags that do not exist, nothing there, no right.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_filestat_set_times(dir, 0, P("file"), 0, 0, ATIM | ATIM_NOW), INVAL);
  EXPECT(__wasi_path_filestat_set_times(dir, 0, P("file"), 0, 0, MTIM | MTIM_NOW), INVAL);
  EXPECT(__wasi_path_filestat_set_times(dir, 0, P("file"), 0, 0, 16), INVAL);
  EXPECT(__wasi_path_filestat_set_times(dir, 2, P("file"), 0, 0, MTIM), INVAL);
  EXPECT(__wasi_path_filestat_set_times(dir, 0, P("gone"), 0, 0, MTIM), NOENT);
  EXPECT(__wasi_path_filestat_set_times(99, 0, P("file"), 0, 0, MTIM), BADF);
  EXPECT(__wasi_path_filestat_set_times(OPEN("file", 0, FD_READ), 0, P("file"), 0, 0, MTIM), NOTDIR);
  EXPECT(__wasi_fd_fdstat_set_rights(dir, PATH_OPEN, 0), SUCCESS);
  EXPECT(__wasi_path_filestat_set_times(dir, 0, P("file"), 0, 0, MTIM), NOTCAPABLE);
}
