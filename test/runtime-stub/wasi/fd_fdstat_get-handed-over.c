// Descriptors that the process has open besides stdio do not exist for the
// guest.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %t 3</etc/passwd 5<. 9>%t.out
#include "wasi.h"
void _start(void) {
  struct FdStat stat;
  for (u32 fd = 3; fd < 40; ++fd)
    EXPECT(__wasi_fd_fdstat_get(fd, &stat), BADF);
}
