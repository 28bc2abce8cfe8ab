// A name goes; who has the file open keeps it. Of a link only the link goes.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_symlink(P("file"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_unlink_file(dir, P("link")), SUCCESS);
  u32 fd = OPEN("file", 0, FD_READ);
  EXPECT(__wasi_path_unlink_file(dir, P("file")), SUCCESS);
  EXPECT(__wasi_path_unlink_file(dir, P("file")), NOENT);
  READS(fd, "text");
}
