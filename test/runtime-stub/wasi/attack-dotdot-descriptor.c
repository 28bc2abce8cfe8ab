// A directory that was opened is the top of what is reached through it,
// wherever it lies.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  EXPECT(__wasi_path_create_directory(dir, P("a")), SUCCESS);
  EXPECT(__wasi_path_symlink(P("../file"), dir, P("a/link")), SUCCESS);
  u32 a = OPEN("a", 0, PATH_OPEN | PATH_FILESTAT_GET | PATH_RENAME_SOURCE | PATH_UNLINK_FILE | FD_READ), fd;
  struct FileStat stat;
  EXPECT(__wasi_path_open(a, 0, P("../file"), 0, FD_READ, 0, 0, &fd), NOTCAPABLE);
  EXPECT(__wasi_path_open(a, FOLLOW, P("link"), 0, FD_READ, 0, 0, &fd), NOTCAPABLE);
  EXPECT(__wasi_path_filestat_get(a, 0, P(".."), &stat), NOTCAPABLE);
  EXPECT(__wasi_path_unlink_file(a, P("../file")), NOTCAPABLE);
  EXPECT(__wasi_path_rename(a, P("../file"), dir, P("stolen")), NOTCAPABLE);
  HOLDS("a/link", "text");
}
