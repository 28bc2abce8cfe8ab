// A directory that another process keeps moving out while a path goes up from
// it: ".." leads to where the path came from, or nowhere.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: for resolver in '' 'resolver walk'; do rm -rf %t.in %t.out && mkdir -p %t.in/a/b/c %t.out/b/c && printf inside > %t.in/a/mark && printf outside > %t.out/mark && printf x > %t.out/secret && WASMC_GRANTS="dir %t.in / rw"$'\n'"$resolver" python3 %S/Inputs/swap.py %t.in/a/b %t.out/b %t && test ! -e %t.out/new || exit 1; done
#include "wasi.h"
void _start(void) {
  u64 start = now(), end = start + 20000000000;
  u32 fd, reached = 0;
  while ((now() < start + 700000000 || !reached) && now() < end) {
    u32 error = __wasi_path_open(dir, 0, P("a/b/../mark"), 0, FD_READ, 0, 0, &fd);
    CHECK(error == SUCCESS || error == NOTCAPABLE || error == NOENT || error == AGAIN);
    if (error == SUCCESS) {
      READS(fd, "inside");
      EXPECT(__wasi_fd_close(fd), SUCCESS);
      ++reached;
    }
    error = __wasi_path_open(dir, 0, P("a/b/c/../../secret"), 0, FD_READ, 0, 0, &fd);
    CHECK(error == NOTCAPABLE || error == NOENT || error == AGAIN);
    error = __wasi_path_create_directory(dir, P("a/b/c/../../new"));
    CHECK(error == SUCCESS || error == EXIST || error == NOTCAPABLE || error == NOENT || error == AGAIN);
  }
  CHECK(reached);
}
