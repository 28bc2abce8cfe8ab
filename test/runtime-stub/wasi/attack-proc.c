// The kernel's view of processes is not reached through a grant of what lies
// above it: a process that can write its own memory there is not confined by
// its code.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: WASMC_GRANTS='dir / / rw' %t
// RUN: WASMC_GRANTS=$'dir / / rw\nresolver walk' %t
#include "wasi.h"
void _start(void) {
  const char *const paths[] = {"proc", "proc/", "proc/self/mem", "proc/self/environ", "proc/self/exe", "proc/self/root/etc",
                               "proc/self/cwd", "proc/self/fd/0", "proc/self/fd", "proc/1/status", "proc/sys/kernel/hostname",
                               "usr/../proc/self/maps", "dev/fd/0", "dev/stdin"};
  u32 fd;
  struct FileStat stat;
  char buffer[8];
  for (u32 i = 0; i < 14; ++i) {
    u32 length = lengthOf(paths[i]), n;
    u32 error = __wasi_path_open(dir, FOLLOW, paths[i], length, 0, FD_READ, 0, 0, &fd);
    // The magic link of a pipe reads as the name of nothing.
    CHECK(error == NOTCAPABLE || error == LOOP || error == NOENT);
    error = __wasi_path_open(dir, FOLLOW, paths[i], length, 0, FD_READ | FD_WRITE, 0, 0, &fd);
    CHECK(error == NOTCAPABLE || error == LOOP || error == ISDIR || error == NOENT);
    error = __wasi_path_filestat_get(dir, FOLLOW, paths[i], length, &stat);
    CHECK(error == NOTCAPABLE || error == LOOP || error == NOENT);
    error = __wasi_path_readlink(dir, paths[i], length, buffer, 8, &n);
    CHECK(i >= 12 || error == NOTCAPABLE || error == LOOP);
  }
}
