// A disk that runs full is ENOSPC to the guest, and what it was told was written is
// there.
// REQUIRES: clang-wasm, x86_64-linux, tmpfs
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 --dir %t.dir::/ %t.wasm -o %t
// RUN: mkdir -p %t.dir
// RUN: unshare --mount bash -c 'mount -t tmpfs -o size=1M none %t.dir && %t && stat -c "on disk %%s" %t.dir/file' | FileCheck %s
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
static char block[10000];
int main() {
  memset(block, 'x', sizeof block);
  int fd = open("/file", O_CREAT | O_WRONLY, 0666);
  assert(fd >= 0);
  long total = 0;
  for (ssize_t n; (n = write(fd, block, sizeof block)) != 0; total += n)
    if (n < 0)
      break;
  assert(errno == ENOSPC);
  assert(posix_fallocate(fd, total, 1 << 20) == ENOSPC);
  printf("written %ld\n", total);
}
// CHECK: written [[SIZE:1048576]]
// CHECK: on disk [[SIZE]]
