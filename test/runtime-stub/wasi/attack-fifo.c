// Only opening a pipe may wait for its other side, and not if it was asked not
// to block. Asking about it, or changing its name, never does.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: rm -rf %t.made && mkdir %t.made && mkfifo %t.made/fifo
// RUN: timeout 60 %both %t %t.made
#include "wasi.h"
void _start(void) {
  struct FileStat stat;
  u32 fd, n;
  char byte;
  struct Vector v = {&byte, 1};
  EXPECT(__wasi_path_filestat_get(dir, FOLLOW, P("fifo"), &stat), SUCCESS);
  EXPECT(stat.type, UNKNOWN);
  EXPECT(__wasi_path_filestat_set_times(dir, 0, P("fifo"), 0, 0, MTIM), SUCCESS);
  EXPECT(__wasi_path_link(dir, 0, P("fifo"), dir, P("twin")), SUCCESS);
  EXPECT(__wasi_path_readlink(dir, P("fifo"), &byte, 1, &n), INVAL);
  EXPECT(__wasi_path_open(dir, 0, P("fifo"), OPEN_DIRECTORY, FD_READ, 0, 0, &fd), NOTDIR);
  EXPECT(__wasi_path_open(dir, 0, P("fifo/x"), 0, FD_READ, 0, 0, &fd), NOTDIR);
  EXPECT(__wasi_path_open(dir, 0, P("fifo"), 0, FD_WRITE, 0, NONBLOCK, &fd), NXIO);
  EXPECT(__wasi_path_open(dir, 0, P("fifo"), 0, FD_READ | FD_SEEK, 0, NONBLOCK, &fd), SUCCESS);
  EXPECT(__wasi_fd_read(fd, &v, 1, &n), SUCCESS);
  EXPECT(n, 0);
  u64 at;
  EXPECT(__wasi_fd_seek(fd, 0, SET, &at), SPIPE);
  EXPECT(__wasi_path_rename(dir, P("fifo"), dir, P("moved")), SUCCESS);
  EXPECT(__wasi_path_unlink_file(dir, P("moved")), SUCCESS);
}
