// An absolute path names nothing, nor does a link with an absolute target, even
// one into the granted directory.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: rm -rf %t.dir && mkdir %t.dir && printf inside > %t.dir/file
// RUN: ln -s %t.dir %t.dir/top && ln -s /etc/passwd %t.dir/out
// RUN: WASMC_GRANTS='dir %t.dir / rw' %t
// RUN: WASMC_GRANTS=$'dir %t.dir / rw\nresolver walk' %t
#include "wasi.h"
void _start(void) {
  u32 fd;
  struct FileStat stat;
  EXPECT(__wasi_path_open(dir, 0, P("/"), 0, 0, 0, 0, &fd), NOTCAPABLE);
  EXPECT(__wasi_path_open(dir, 0, P("/etc/passwd"), 0, FD_READ, 0, 0, &fd), NOTCAPABLE);
  EXPECT(__wasi_path_open(dir, FOLLOW, P("out"), 0, FD_READ, 0, 0, &fd), NOTCAPABLE);
  EXPECT(__wasi_path_open(dir, NOFOLLOW, P("top/file"), 0, FD_READ, 0, 0, &fd), NOTCAPABLE);
  EXPECT(__wasi_path_filestat_get(dir, FOLLOW, P("top"), &stat), NOTCAPABLE);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("top/"), &stat), NOTCAPABLE);
  EXPECT(__wasi_path_create_directory(dir, P("top/new")), NOTCAPABLE);
  EXPECT(__wasi_path_unlink_file(dir, P("top/file")), NOTCAPABLE);
  EXPECT(__wasi_path_filestat_get(dir, NOFOLLOW, P("top"), &stat), SUCCESS);
  HOLDS("file", "inside");
}
