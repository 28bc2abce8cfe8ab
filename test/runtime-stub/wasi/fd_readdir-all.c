// Every entry comes once, with type, inode and name; dots are among them.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "");
  EXPECT(__wasi_path_create_directory(dir, P("sub")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("file"), dir, P("link")), SUCCESS);
  static char buffer[4096];
  u32 used, seen = 0;
  EXPECT(__wasi_fd_readdir(dir, buffer, sizeof buffer, 0, &used), SUCCESS);
  CHECK(used < sizeof buffer);
  struct FileStat stat;
  for (u32 at = 0; at < used; ++seen) {
    struct DirEnt entry;
    for (u32 i = 0; i < sizeof entry; ++i)
      ((char *)&entry)[i] = buffer[at + i];
    const char *name = buffer + at + sizeof entry;
    at += sizeof entry + entry.nameLength;
    CHECK(at <= used);
    if (name[0] == '.') {
      EXPECT(entry.type, DIRECTORY);
      CHECK(entry.nameLength == 1 || (entry.nameLength == 2 && name[1] == '.'));
      continue;
    }
    EXPECT(__wasi_path_filestat_get(dir, 0, name, entry.nameLength, &stat), SUCCESS);
    EXPECT(entry.inode, stat.inode);
    EXPECT(entry.type, stat.type);
    EXPECT(entry.nameLength, name[0] == 's' ? 3 : 4);
  }
  EXPECT(seen, 5);
}
