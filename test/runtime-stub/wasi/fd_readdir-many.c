// More entries than the kernel gives at once, read through a small buffer.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  char name[] = "n000";
  for (u32 i = 0; i < 300; ++i) {
    name[1] = '0' + i / 100;
    name[2] = '0' + i / 10 % 10;
    name[3] = '0' + i % 10;
    EXPECT(__wasi_path_symlink(P("x"), dir, name, 4), SUCCESS);
  }
  u64 cookie = 0;
  u32 count = 0, used;
  static u8 seen[300];
  do {
    struct {
      struct DirEnt entry;
      char name[8];
    } got;
    EXPECT(__wasi_fd_readdir(dir, &got, sizeof(struct DirEnt) + 4, cookie, &used), SUCCESS);
    if (used < sizeof(struct DirEnt))
      break;
    cookie = got.entry.next;
    if (got.name[0] == '.')
      continue;
    u32 number = (got.name[1] - '0') * 100 + (got.name[2] - '0') * 10 + got.name[3] - '0';
    CHECK(number < 300 && !seen[number]);
    seen[number] = 1;
    ++count;
  } while (1);
  EXPECT(count, 300);
}
