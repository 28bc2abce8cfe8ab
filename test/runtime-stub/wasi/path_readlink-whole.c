// The target as it was given, without a NUL.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_path_symlink(P("some/../where"), dir, P("link")), SUCCESS);
  char buffer[32];
  u32 used;
  buffer[13] = '~';
  EXPECT(__wasi_path_readlink(dir, P("link"), buffer, sizeof buffer, &used), SUCCESS);
  EXPECT(used, 13);
  const char *wanted = "some/../where~";
  for (u32 i = 0; i < 14; ++i)
    EXPECT(buffer[i], wanted[i]);
}
