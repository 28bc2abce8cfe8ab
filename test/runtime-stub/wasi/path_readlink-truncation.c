// A buffer that is too short gets the beginning, down to nothing at all.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_path_symlink(P("target"), dir, P("link")), SUCCESS);
  char buffer[] = "xxxxxxxx";
  u32 used;
  EXPECT(__wasi_path_readlink(dir, P("link"), buffer, 3, &used), SUCCESS);
  EXPECT(used, 3);
  CHECK(buffer[0] == 't' && buffer[2] == 'r' && buffer[3] == 'x');
  used = 9;
  EXPECT(__wasi_path_readlink(dir, P("link"), buffer, 0, &used), SUCCESS);
  EXPECT(used, 0);
  EXPECT(buffer[0], 't');
}
