// A pipe that nobody reads is an error, not the end of the program.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && (%t | :)
#include "wasi.h"
void _start(void) {
  struct Vector v = {"x", 1};
  u32 n;
  // Until the reader has gone.
  while (__wasi_fd_write(out, &v, 1, &n) == SUCCESS)
    __wasi_sched_yield();
  EXPECT(__wasi_fd_write(out, &v, 1, &n), PIPE);
}
