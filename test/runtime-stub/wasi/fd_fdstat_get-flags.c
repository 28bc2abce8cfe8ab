// The flags of a descriptor are those it was opened with.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  struct FdStat stat;
  u32 fd;
  const u16 each[] = {APPEND, NONBLOCK, DSYNC, SYNC | RSYNC};
  for (u32 i = 0; i < 4; ++i) {
    EXPECT(__wasi_path_open(dir, 0, P("file"), CREAT, FD_WRITE, 0, each[i], &fd), SUCCESS);
    EXPECT(__wasi_fd_fdstat_get(fd, &stat), SUCCESS);
    EXPECT(stat.flags, each[i]);
  }
}
