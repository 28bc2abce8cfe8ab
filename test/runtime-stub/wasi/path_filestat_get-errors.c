// Nothing there, a link to nothing, flags that do not exist, no directory, no
// room.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  struct FileStat stat;
  EXPECT(__wasi_path_symlink(P("gone"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_filestat_get(dir, FOLLOW, P("gone"), &stat), NOENT);
  EXPECT(__wasi_path_filestat_get(dir, FOLLOW, P("link"), &stat), NOENT);
  EXPECT(__wasi_path_filestat_get(dir, FOLLOW, P("file/x"), &stat), NOTDIR);
  EXPECT(__wasi_path_filestat_get(dir, 2, P("file"), &stat), INVAL);
  EXPECT(__wasi_path_filestat_get(OPEN("file", 0, FD_READ), 0, P("x"), &stat), NOTDIR);
  EXPECT(__wasi_path_filestat_get(99, 0, P("x"), &stat), BADF);
  EXPECT(__wasi_path_filestat_get(dir, 0, P("file"), BEYOND), FAULT);
  EXPECT(__wasi_path_filestat_get(dir, 0, BEYOND, 64, &stat), FAULT);
  EXPECT(__wasi_fd_fdstat_set_rights(dir, PATH_OPEN, 0), SUCCESS);
  EXPECT(__wasi_path_filestat_get(dir, 0, P("file"), &stat), NOTCAPABLE);
}
