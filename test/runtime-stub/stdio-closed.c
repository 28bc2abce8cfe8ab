// With stdio closed at start a directory may get its number on the host; the
// guest's stdio must not end in there, and stays closed.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: rm -rf %t.dir && mkdir %t.dir
// RUN: WASMC_GRANTS='dir %t.dir / rw' bash -c '%t <&- >&-'
// RUN: WASMC_GRANTS=$'dir %t.dir / rw\nresolver walk' bash -c '%t <&- >&-'
// RUN: FileCheck %s < %t.dir/file
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
int main() {
  int fd = open("/file", O_CREAT | O_TRUNC | O_WRONLY, 0666);
  assert(fd > 3);
  assert(write(1, "out", 3) < 0 && errno == EBADF);
  char c;
  assert(read(0, &c, 1) < 0 && errno == EBADF);
  assert(write(fd, "file\n", 5) == 5);
}
// CHECK-NOT: out
// CHECK: file
