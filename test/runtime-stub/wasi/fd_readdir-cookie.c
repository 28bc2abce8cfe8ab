// An entry's cookie leads to the one after it, in any order, and 0 to the
// first.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("a", "");
  FILE_WITH("b", "");
  static char all[1024], rest[1024];
  u32 used, left, cut = 0;
  EXPECT(__wasi_fd_readdir(dir, all, sizeof all, 0, &used), SUCCESS);
  // Headers need not be aligned.
  struct {
    struct DirEnt entry;
  } __attribute__((packed)) *header;
  for (u32 at = 0; at < used; at = cut) {
    header = (void *)(all + at);
    cut = at + sizeof(struct DirEnt) + header->entry.nameLength;
    EXPECT(__wasi_fd_readdir(dir, rest, sizeof rest, header->entry.next, &left), SUCCESS);
    EXPECT(left, used - cut);
    for (u32 i = 0; i < left; ++i)
      EXPECT(rest[i], all[cut + i]);
  }
  EXPECT(__wasi_fd_readdir(dir, rest, sizeof rest, 0, &left), SUCCESS);
  EXPECT(left, used);
}
