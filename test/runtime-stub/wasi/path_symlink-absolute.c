// An absolute target would mean one thing to the guest and another to the host.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_path_symlink(P("/"), dir, P("link")), NOTCAPABLE);
  EXPECT(__wasi_path_symlink(P("/etc/passwd"), dir, P("link")), NOTCAPABLE);
  struct FileStat stat;
  EXPECT(__wasi_path_filestat_get(dir, 0, P("link"), &stat), NOENT);
}
