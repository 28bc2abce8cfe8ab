// Times to the nanosecond, the present, or left alone.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  struct FileStat stat;
  EXPECT(__wasi_path_filestat_set_times(dir, 0, P("file"), 1000000001, 2000000002, ATIM | MTIM), SUCCESS);
  EXPECT(__wasi_path_filestat_get(dir, 0, P("file"), &stat), SUCCESS);
  EXPECT(stat.accessed, 1000000001);
  EXPECT(stat.modified, 2000000002);
  EXPECT(__wasi_path_filestat_set_times(dir, 0, P("file"), 3000000003, 0, ATIM | MTIM_NOW), SUCCESS);
  EXPECT(__wasi_path_filestat_get(dir, 0, P("file"), &stat), SUCCESS);
  EXPECT(stat.accessed, 3000000003);
  CHECK(stat.modified > 1577836800000000000);
  EXPECT(__wasi_path_filestat_set_times(dir, 0, P("."), 0, 7000000000, MTIM), SUCCESS);
  EXPECT(__wasi_path_filestat_get(dir, 0, P("."), &stat), SUCCESS);
  EXPECT(stat.modified, 7000000000);
}
