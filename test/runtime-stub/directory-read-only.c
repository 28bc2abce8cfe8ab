// In a directory granted `ro` files can be read, and nothing can be changed.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: rm -rf %t.dir && mkdir -p %t.dir/ro/sub %t.dir/rw && echo text > %t.dir/ro/file && ln -s file %t.dir/ro/link
// RUN: find %t.dir/ro -printf '%%p %%s %%l %%T@\n' > %t.before
// RUN: WASMC_GRANTS=$'dir %t.dir/ro /ro ro\ndir %t.dir/rw /rw rw' %t
// RUN: find %t.dir/ro -printf '%%p %%s %%l %%T@\n' | diff %t.before -
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#define REFUSED(e) assert((e) < 0 && errno == EROFS)
int main() {
  char text[8];
  int fd = open("/ro/link", O_RDONLY);
  assert(fd >= 0 && read(fd, text, sizeof text) == 5);
  struct timespec times[2] = {};
  REFUSED(futimens(fd, times));
  assert(write(fd, "x", 1) < 0 && ftruncate(fd, 0) < 0);
  REFUSED(open("/ro/file", O_RDWR));
  REFUSED(open("/ro/file", O_WRONLY));
  REFUSED(open("/ro/file", O_RDONLY | O_TRUNC));
  REFUSED(open("/ro/new", O_RDONLY | O_CREAT, 0666));
  REFUSED(mkdir("/ro/new", 0777));
  REFUSED(rmdir("/ro/sub"));
  REFUSED(unlink("/ro/file"));
  REFUSED(rename("/ro/file", "/rw/file"));
  REFUSED(rename("/ro/file", "/ro/other"));
  REFUSED(link("/ro/file", "/rw/file"));
  REFUSED(symlink("x", "/ro/new"));
  REFUSED(utimensat(AT_FDCWD, "/ro/file", times, 0));
  // What is opened beneath is no more writable.
  int sub = open("/ro/sub", O_RDONLY | O_DIRECTORY);
  assert(sub >= 0);
  REFUSED(openat(sub, "new", O_CREAT | O_WRONLY, 0666));
}
