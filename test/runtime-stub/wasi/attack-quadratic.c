// A long path that goes down far and up often ends soon, found or refused.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  static char path[4096];
  u32 length = 0;
  while (length < 2000) {
    path[length++] = 'a';
    EXPECT(__wasi_path_create_directory(dir, path, length), SUCCESS);
    path[length++] = '/';
  }
  while (length + 5 < sizeof path) {
    path[length++] = '.';
    path[length++] = '.';
    path[length++] = '/';
    path[length++] = 'a';
    path[length++] = '/';
  }
  struct FileStat stat;
  u64 start = now();
  u32 error = __wasi_path_filestat_get(dir, 0, path, length, &stat);
  CHECK(error == SUCCESS || error == LOOP);
  CHECK(now() - start < 10000000000);
}
