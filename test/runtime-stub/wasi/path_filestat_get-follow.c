// A link's own attributes, or those of what it leads to.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("../file"), dir, P("sub/link")), SUCCESS);
  struct FileStat itself, target, file;
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("sub/link"), &itself), SUCCESS);
  EXPECT(itself.type, SYMBOLIC_LINK);
  EXPECT(itself.size, 7);
  EXPECT(__wasi_path_filestat_get(dir, FOLLOW, P("sub/link"), &target), SUCCESS);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("file"), &file), SUCCESS);
  EXPECT(target.type, REGULAR_FILE);
  EXPECT(target.inode, file.inode);
  EXPECT(target.size, 4);
}
