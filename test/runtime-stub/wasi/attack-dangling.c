// Through a link that leads out nothing is made, whether something is there or
// not.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: rm -rf %t.in %t.out && mkdir -p %t.in/sub %t.out
// RUN: ln -s %t.out/new %t.in/absolute && ln -s ../$(basename %t.out)/new %t.in/relative && ln -s sub/../../$(basename %t.out)/new %t.in/winding
// RUN: WASMC_GRANTS='dir %t.in / rw' %t
// RUN: WASMC_GRANTS=$'dir %t.in / rw\nresolver walk' %t
// RUN: test -z "$(ls %t.out)"
#include "wasi.h"
void _start(void) {
  const char *const links[] = {"absolute", "relative", "winding"};
  u32 fd;
  for (u32 i = 0; i < 3; ++i) {
    u32 length = lengthOf(links[i]);
    EXPECT(__wasi_path_open(dir, FOLLOW, links[i], length, CREAT, FD_WRITE, 0, 0, &fd), NOTCAPABLE);
    EXPECT(__wasi_path_open(dir, FOLLOW, links[i], length, CREAT | TRUNC, FD_WRITE, 0, 0, &fd), NOTCAPABLE);
    EXPECT(__wasi_path_open(dir, FOLLOW, links[i], length, CREAT | EXCL, FD_WRITE, 0, 0, &fd), EXIST);
    EXPECT(__wasi_path_open(dir, NOFOLLOW, links[i], length, CREAT, FD_WRITE, 0, 0, &fd), LOOP);
    EXPECT(__wasi_path_create_directory(dir, links[i], length), EXIST);
  }
}
