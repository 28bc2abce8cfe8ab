// A directory that another process keeps replacing by a link that leads out:
// what is reached is inside, or nothing.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: for resolver in '' 'resolver walk'; do rm -rf %t.in %t.out && mkdir -p %t.in/door %t.out/kept && printf inside > %t.in/door/file && printf secret > %t.out/file && ln -s ../$(basename %t.out) %t.in/exit && WASMC_GRANTS="dir %t.in / rw"$'\n'"$resolver" python3 %S/Inputs/swap.py %t.in/door %t.in/exit %t && test "$(echo $(ls %t.out))" = "file kept" && test $(cat %t.out/file) = secret || exit 1; done
#include "wasi.h"
void _start(void) {
  u64 start = now(), end = start + 20000000000;
  u32 reached = 0, refused = 0, fd, n;
  struct FileStat stat;
  while ((now() < start + 700000000 || !reached || !refused) && now() < end) {
    u32 error = __wasi_path_open(dir, FOLLOW, P("door/file"), 0, FD_READ, 0, 0, &fd);
    if (error == SUCCESS) {
      READS(fd, "inside");
      EXPECT(__wasi_fd_close(fd), SUCCESS);
      ++reached;
    } else {
      CHECK(error == NOTCAPABLE || error == LOOP);
      ++refused;
    }
    error = __wasi_path_open(dir, FOLLOW, P("door/new"), CREAT, FD_WRITE, 0, 0, &n);
    if (error == SUCCESS)
      EXPECT(__wasi_fd_close(n), SUCCESS);
    error = __wasi_path_filestat_get(dir, FOLLOW, P("door"), &stat);
    CHECK(error == NOTCAPABLE || error == LOOP || (error == SUCCESS && stat.type == DIRECTORY));
    __wasi_path_create_directory(dir, P("door/made"));
    __wasi_path_remove_directory(dir, P("door/kept"));
    if (__wasi_path_rename(dir, P("door/file"), dir, P("moved")) == SUCCESS)
      while (__wasi_path_rename(dir, P("moved"), dir, P("door/file")) != SUCCESS)
        CHECK(now() < end);
  }
  CHECK(reached && refused);
}
