// A directory is not removed this way, nor through a link to it.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("sub"), dir, P("link")), SUCCESS);
  EXPECT(__wasi_path_unlink_file(dir, P("sub")), ISDIR);
  EXPECT(__wasi_path_unlink_file(dir, P("sub/")), ISDIR);
  EXPECT(__wasi_path_unlink_file(dir, P("link/")), NOTDIR);
  EXPECT(__wasi_path_unlink_file(dir, P(".")), ISDIR);
  EXPECT(__wasi_path_unlink_file(dir, P("sub/..")), ISDIR);
  EXPECT(__wasi_path_unlink_file(dir, P("link")), SUCCESS);
}
