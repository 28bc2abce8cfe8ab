// A link to a symbolic link is one to the link, even if that leads nowhere.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_path_symlink(P("gone"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_link(dir, NOFOLLOW, P("link"), dir, P("twin")), SUCCESS);
  struct FileStat stat;
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("twin"), &stat), SUCCESS);
  EXPECT(stat.type, SYMBOLIC_LINK);
  EXPECT(__wasi_path_link(dir, FOLLOW, P("link"), dir, P("other")), INVAL);
}
