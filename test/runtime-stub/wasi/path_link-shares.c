// Two names of one file; the last one that goes takes the file with it.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_link(dir, NOFOLLOW, P("file"), OPEN("sub", 0, PATH_LINK_TARGET), P("twin")), SUCCESS);
  struct FileStat a, b;
  EXPECT(__wasi_path_filestat_get(dir, 0, P("file"), &a), SUCCESS);
  EXPECT(__wasi_path_filestat_get(dir, 0, P("sub/twin"), &b), SUCCESS);
  EXPECT(a.inode, b.inode);
  EXPECT(a.links, 2);
  EXPECT(__wasi_path_unlink_file(dir, P("file")), SUCCESS);
  HOLDS("sub/twin", "text");
}
