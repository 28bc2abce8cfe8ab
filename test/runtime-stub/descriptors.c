// Descriptors: the lowest free number is used, a table full of them is an error,
// renumbering closes what was there, rights can be given up and not regained.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: rm -rf %t.dir && mkdir %t.dir
// RUN: WASMC_GRANTS='dir %t.dir / rw' %t
// RUN: WASMC_GRANTS='dir %t.dir / rw' bash -c 'ulimit -n 20000; %t'
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <wasi/api.h>
int main() {
  int first = open("/a", O_CREAT | O_RDWR, 0666);
  assert(first == 4);
  int second = open("/b", O_CREAT | O_RDWR, 0666);
  assert(second == 5);
  assert(write(first, "a", 1) == 1 && write(second, "bb", 2) == 2);

  assert(__wasi_fd_renumber(first, second) == 0);
  assert(__wasi_fd_renumber(first, second) == __WASI_ERRNO_BADF);
  assert(__wasi_fd_close(first) == __WASI_ERRNO_BADF);
  assert(lseek(second, 0, SEEK_END) == 1);
  assert(open("/b", O_RDONLY) == first);

  int last = first, fd;
  while ((fd = open("/b", O_RDONLY)) >= 0)
    last = fd;
  assert((errno == EMFILE || errno == ENFILE) && last > 900);
  assert(close(10) == 0 && open("/b", O_RDONLY) == 10);

  __wasi_fdstat_t stat;
  assert(__wasi_fd_fdstat_get(second, &stat) == 0);
  assert(__wasi_fd_fdstat_set_rights(second, stat.fs_rights_base & ~__WASI_RIGHTS_FD_WRITE, 0) == 0);
  __wasi_ciovec_t bytes = {(const uint8_t *)"c", 1};
  __wasi_size_t n;
  assert(__wasi_fd_write(second, &bytes, 1, &n) == __WASI_ERRNO_NOTCAPABLE);
  assert(__wasi_fd_fdstat_set_rights(second, stat.fs_rights_base, 0) == __WASI_ERRNO_NOTCAPABLE);
  assert(__wasi_fd_close(9999) == __WASI_ERRNO_BADF && __wasi_fd_close(-1) == __WASI_ERRNO_BADF);
}
