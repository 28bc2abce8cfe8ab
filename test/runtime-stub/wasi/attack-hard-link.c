// A file outside gets no name inside, and a file inside none outside.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: rm -rf %t.dir && mkdir -p %t.dir/in %t.dir/out && echo secret > %t.dir/out/file && touch %t.dir/in/mine
// RUN: ln -s ../out %t.dir/in/exit && ln -s ../out/file %t.dir/in/tofile
// RUN: WASMC_GRANTS='dir %t.dir/in / rw' %t
// RUN: WASMC_GRANTS=$'dir %t.dir/in / rw\nresolver walk' %t
// RUN: test "$(ls %t.dir/out)" = file
// RUN: test $(stat -c %%h %t.dir/out/file) = 1
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_path_link(dir, 0, P("../out/file"), dir, P("stolen")), NOTCAPABLE);
  EXPECT(__wasi_path_link(dir, 0, P("exit/file"), dir, P("stolen")), NOTCAPABLE);
  EXPECT(__wasi_path_link(dir, 0, P("exit/."), dir, P("stolen")), NOTCAPABLE);
  EXPECT(__wasi_path_link(dir, 0, P("exit/"), dir, P("stolen")), NOTCAPABLE);
  EXPECT(__wasi_path_link(dir, 0, P("/etc/passwd"), dir, P("stolen")), NOTCAPABLE);
  EXPECT(__wasi_path_link(dir, FOLLOW, P("tofile"), dir, P("stolen")), INVAL);
  EXPECT(__wasi_path_link(dir, 0, P("mine"), dir, P("../out/new")), NOTCAPABLE);
  EXPECT(__wasi_path_link(dir, 0, P("mine"), dir, P("exit/new")), NOTCAPABLE);
  EXPECT(__wasi_path_link(dir, 0, P("mine"), dir, P("..")), NOTCAPABLE);
  // The link itself is inside; what it leads to is no more reachable by the new name.
  u32 fd;
  EXPECT(__wasi_path_link(dir, 0, P("tofile"), dir, P("twin")), SUCCESS);
  EXPECT(__wasi_path_open(dir, FOLLOW, P("twin"), 0, FD_READ, 0, 0, &fd), NOTCAPABLE);
  EXPECT(__wasi_path_unlink_file(dir, P("twin")), SUCCESS);
  EXPECT(__wasi_path_open(dir, FOLLOW, P("tofile"), 0, FD_READ, 0, 0, &fd), NOTCAPABLE);
}
