// Only a directory may have a slash at its end; a link with one is followed.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  struct FileStat stat;
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("sub"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("file"), dir, P("tofile")), SUCCESS);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("sub//"), &stat), SUCCESS);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("file/"), &stat), NOTDIR);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("tofile/"), &stat), NOTDIR);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("link/"), &stat), SUCCESS);
  EXPECT(stat.type, DIRECTORY);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("link/."), &stat), SUCCESS);
  EXPECT(stat.type, DIRECTORY);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("sub/.."), &stat), SUCCESS);
}
