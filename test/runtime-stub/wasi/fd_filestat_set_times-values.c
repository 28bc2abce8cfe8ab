// Each of the two times can be set to the nanosecond, to the present, or left
// alone.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile && %both %t
#include "wasi.h"
void _start(void) {
  FILE_WITH("file", "text");
  u32 fd = OPEN("file", 0, FD_FILESTAT_GET | FD_FILESTAT_SET_TIMES);
  struct FileStat stat;
  EXPECT(__wasi_fd_filestat_set_times(fd, 1000000001, 2000000002, ATIM | MTIM), SUCCESS);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), SUCCESS);
  EXPECT(stat.accessed, 1000000001);
  EXPECT(stat.modified, 2000000002);
  EXPECT(__wasi_fd_filestat_set_times(fd, 9, 3000000003, MTIM), SUCCESS);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), SUCCESS);
  EXPECT(stat.accessed, 1000000001);
  EXPECT(stat.modified, 3000000003);
  EXPECT(__wasi_fd_filestat_set_times(fd, 0, 0, ATIM_NOW), SUCCESS);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), SUCCESS);
  CHECK(stat.accessed > 1577836800000000000);
  EXPECT(stat.modified, 3000000003);
  EXPECT(__wasi_fd_filestat_set_times(fd, 0, 0, MTIM_NOW), SUCCESS);
  EXPECT(__wasi_fd_filestat_get(fd, &stat), SUCCESS);
  CHECK(stat.modified > 1577836800000000000);
}
