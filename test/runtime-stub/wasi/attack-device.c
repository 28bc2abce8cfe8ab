// A device in a granted directory is what the host put there: it can be read,
// and written unless the grant says otherwise; its size and contents are not a
// file's.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: rm -rf %t.dir && mkdir %t.dir && mknod %t.dir/zero c 1 5
// RUN: WASMC_GRANTS=$'dir %t.dir / rw\ndir %t.dir /ro ro' %t
// RUN: WASMC_GRANTS=$'dir %t.dir / rw\ndir %t.dir /ro ro\nresolver walk' %t
#include "wasi.h"
void _start(void) {
  u32 fd, n;
  char bytes[] = {'x', 'x', 'x', 'x'};
  struct Vector v = {bytes, 4};
  struct FileStat stat;
  EXPECT(__wasi_path_filestat_get(dir, 0, P("zero"), &stat), SUCCESS);
  EXPECT(stat.type, CHARACTER_DEVICE);
  EXPECT(__wasi_path_open(dir, 0, P("zero"), 0, FD_READ, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_fd_read(fd, &v, 1, &n), SUCCESS);
  CHECK(n == 4 && !bytes[0] && !bytes[3]);
  EXPECT(__wasi_path_open(dir, 0, P("zero"), 0, FD_WRITE | FD_ALLOCATE, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_fd_write(fd, &v, 1, &n), SUCCESS);
  EXPECT(__wasi_path_open(dir + 1, 0, P("zero"), 0, FD_WRITE, 0, 0, &fd), ROFS);
  EXPECT(__wasi_path_open(dir + 1, 0, P("zero"), 0, FD_READ, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_fd_write(fd, &v, 1, &n), NOTCAPABLE);
}
