// A descriptor that does not block says again when nothing is there.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && rm -f %t.fifo && mkfifo %t.fifo
// RUN: %t 0<>%t.fifo
#include "wasi.h"
void _start(void) {
  char byte;
  struct Vector v = {&byte, 1};
  u32 n;
  EXPECT(__wasi_fd_fdstat_set_flags(in, NONBLOCK), SUCCESS);
  EXPECT(__wasi_fd_read(in, &v, 1, &n), AGAIN);
  struct FdStat stat;
  EXPECT(__wasi_fd_fdstat_get(in, &stat), SUCCESS);
  EXPECT(stat.flags, NONBLOCK);
}
