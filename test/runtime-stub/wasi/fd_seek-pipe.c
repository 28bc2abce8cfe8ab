// A pipe has no position, whether its type has been asked for or not.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && : | %t | cat
#include "wasi.h"
void _start(void) {
  u64 at;
  char byte;
  struct Vector v = {&byte, 1};
  struct FdStat stat;
  u32 n;
  for (u32 i = 0; i < 2; ++i) {
    EXPECT(__wasi_fd_seek(in, 0, SET, &at), SPIPE);
    EXPECT(__wasi_fd_tell(in, &at), SPIPE);
    EXPECT(__wasi_fd_pread(in, &v, 1, 0, &n), SPIPE);
    EXPECT(__wasi_fd_pwrite(out, &v, 1, 0, &n), SPIPE);
    EXPECT(__wasi_fd_fdstat_get(in, &stat), SUCCESS);
    EXPECT(__wasi_fd_fdstat_get(out, &stat), SUCCESS);
  }
}
