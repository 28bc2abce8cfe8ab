// Rights of stdin that were given up do not come back when its type is asked
// for.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && : | %t
#include "wasi.h"
void _start(void) {
  struct FdStat stat;
  char byte;
  struct Vector v = {&byte, 1};
  u32 n;
  EXPECT(__wasi_fd_fdstat_set_rights(in, 0, 0), SUCCESS);
  EXPECT(__wasi_fd_fdstat_get(in, &stat), SUCCESS);
  EXPECT(stat.rights, 0);
  EXPECT(__wasi_fd_read(in, &v, 1, &n), NOTCAPABLE);
}
