// A buffer that is too small is filled to its end, even within an entry: that
// is how a guest knows there is more.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("a-name-of-some-length", "");
  static char all[1024], part[1024];
  u32 used, n;
  EXPECT(__wasi_fd_readdir(dir, all, sizeof all, 0, &used), SUCCESS);
  for (u32 room = 0; room < used; ++room) {
    part[room] = '~';
    EXPECT(__wasi_fd_readdir(dir, part, room, 0, &n), SUCCESS);
    EXPECT(n, room);
    EXPECT(part[room], '~');
    for (u32 i = 0; i < room; ++i)
      EXPECT(part[i], all[i]);
  }
}
