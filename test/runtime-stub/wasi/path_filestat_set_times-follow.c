// The times of a link, or of what it leads to.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  struct FileStat stat;
  EXPECT(__wasi_path_symlink(P("file"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_filestat_set_times(dir, FOLLOW, P("link"), 0, 1000000001, MTIM), SUCCESS);
  EXPECT(__wasi_path_filestat_set_times(dir, NOFOLLOW, P("link"), 0, 2000000002, MTIM), SUCCESS);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("link"), &stat), SUCCESS);
  EXPECT(stat.modified, 2000000002);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("file"), &stat), SUCCESS);
  EXPECT(stat.modified, 1000000001);
}
