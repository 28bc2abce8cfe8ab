// A name is written without a NUL; a buffer that is too short gets nothing.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && mkdir -p %t.dir && WASMC_GRANTS='dir %t.dir /dd rw' %t
#include "wasi.h"
void _start(void) {
  char name[] = "xxxxx";
  EXPECT(__wasi_fd_prestat_dir_name(dir, name, 2), NAMETOOLONG);
  EXPECT(name[0], 'x');
  EXPECT(__wasi_fd_prestat_dir_name(dir, name, 3), SUCCESS);
  CHECK(name[0] == '/' && name[1] == 'd' && name[2] == 'd' && name[3] == 'x');
  EXPECT(__wasi_fd_prestat_dir_name(out, name, 3), BADF);
  EXPECT(__wasi_fd_prestat_dir_name(99, name, 3), BADF);
  EXPECT(__wasi_fd_prestat_dir_name(dir, BEYOND, 64), FAULT);
}
