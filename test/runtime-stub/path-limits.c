// Paths that are no paths: empty, with NUL, too long; components too long, too
// many links.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: rm -rf %t.dir && mkdir %t.dir
// RUN: WASMC_GRANTS='dir %t.dir / rw' %t
// RUN: WASMC_GRANTS=$'dir %t.dir / rw\nresolver walk' %t
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wasi/api.h>
#include <wasi/libc.h>
// With an explicit length, which the C interface takes from the string.
__attribute__((import_module("wasi_snapshot_preview1"), import_name("path_create_directory"))) int
makeDirectory(int fd, const char *path, unsigned length);
enum { dir = 3 };
static char path[8192];
int main() {
  assert(makeDirectory(dir, path, 0) == __WASI_ERRNO_NOENT);
  assert(makeDirectory(dir, "a\0b", 3) == __WASI_ERRNO_ILSEQ);
  memset(path, 'x', sizeof path);
  assert(makeDirectory(dir, path, 256) == __WASI_ERRNO_NAMETOOLONG);
  for (unsigned i = 1; i < sizeof path; i += 2)
    path[i] = '/';
  assert(makeDirectory(dir, path, 4096) == __WASI_ERRNO_NAMETOOLONG);
  assert(makeDirectory(dir, path, sizeof path) == __WASI_ERRNO_NAMETOOLONG);
  assert(makeDirectory(dir, path, 4095) == __WASI_ERRNO_NOENT);

  // 40 links one after the other can be followed, more cannot.
  char name[16], target[16];
  for (int i = 0; i < 41; ++i) {
    sprintf(name, "link%d", i);
    sprintf(target, i ? "link%d" : "end", i - 1);
    unlink(name);
    assert(symlink(target, name) == 0);
  }
  __wasi_fd_t fd;
  assert(__wasi_path_open(dir, 1, "link39", __WASI_OFLAGS_CREAT, 0, 0, 0, &fd) == 0);
  assert(__wasi_path_open(dir, 1, "link40", 0, 0, 0, 0, &fd) == __WASI_ERRNO_LOOP);
}
