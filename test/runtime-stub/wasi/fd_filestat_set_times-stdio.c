// A file handed over as stdin keeps its times, which its owner could set even
// where it was opened for reading.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && echo text > %t.file && %t < %t.file
#include "wasi.h"
void _start(void) {
  EXPECT(__wasi_fd_filestat_set_times(in, 0, 1000000000, MTIM), NOTCAPABLE);
}
