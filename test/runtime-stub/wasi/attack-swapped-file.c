// A file that another process keeps replacing by a link to one outside: never
// is that one read, written or cut off.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: for resolver in '' 'resolver walk'; do rm -rf %t.in %t.out && mkdir -p %t.in %t.out && printf inside > %t.in/file && printf secret > %t.out/file && touch -d 2001-02-03 %t.out/file && ln -s ../$(basename %t.out)/file %t.in/link && WASMC_GRANTS="dir %t.in / rw"$'\n'"$resolver" python3 %S/Inputs/swap.py %t.in/file %t.in/link %t && test $(cat %t.out/file) = secret && test $(date -r %t.out/file +%%F) = 2001-02-03 || exit 1; done
#include "wasi.h"
void _start(void) {
  u64 start = now(), end = start + 20000000000;
  u32 reached = 0, refused = 0, fd;
  struct FileStat stat;
  for (u32 i = 0; (now() < start + 700000000 || !reached || !refused) && now() < end; ++i) {
    u32 error = __wasi_path_open(dir, i & 1, P("file"), 0, FD_READ, 0, 0, &fd);
    if (error == SUCCESS) {
      READS(fd, "inside");
      EXPECT(__wasi_fd_close(fd), SUCCESS);
      ++reached;
    } else {
      CHECK(error == NOTCAPABLE || error == LOOP);
      ++refused;
    }
    error = __wasi_path_open(dir, i & 1, P("file"), i & 2 ? CREAT : 0, FD_WRITE, 0, 0, &fd);
    if (error == SUCCESS) {
      print(fd, "inside");
      EXPECT(__wasi_fd_close(fd), SUCCESS);
    }
    // Followed, it is never seen as a link.
    error = __wasi_path_filestat_get(dir, FOLLOW, P("file"), &stat);
    CHECK(error == NOTCAPABLE || error == LOOP || (error == SUCCESS && stat.type == REGULAR_FILE));
    __wasi_path_filestat_set_times(dir, FOLLOW, P("file"), 0, 1000000000, MTIM);
  }
  CHECK(reached && refused);
}
