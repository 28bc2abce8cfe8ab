// A call that a signal interrupts is made again: the program sees no EINTR, and
// what it reads and writes is whole.
// REQUIRES: clang-wasm, x86_64-linux, strace
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: rm -rf %t.dir && mkdir %t.dir
// RUN: wasmc -O1 --no-lockdown --dir %t.dir::/ %t.wasm -o %t
// RUN: printf 'line one\nline two\n' | strace -o %t.trace -e trace=readv,writev,preadv,pwritev,fsync,fdatasync,openat2,openat,ppoll,write -e inject=readv,writev,preadv,pwritev,fsync,fdatasync,openat2,ppoll:error=EINTR:when=1+2 %t | FileCheck %s
// RUN: FileCheck %s --check-prefix=TRACE < %t.trace
#include <assert.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>
int main() {
  char line[64];
  while (fgets(line, sizeof line, stdin))
    printf("read %s", line);
  int fd = open("/file", O_CREAT | O_RDWR, 0666);
  assert(fd >= 0);
  assert(write(fd, "abc", 3) == 3);
  assert(pwrite(fd, "xy", 2, 1) == 2);
  assert(fsync(fd) == 0 && fdatasync(fd) == 0);
  char back[4] = "";
  assert(pread(fd, back, 3, 0) == 3);
  struct pollfd wait = {fd, POLLIN, 0};
  assert(poll(&wait, 1, 1000) == 1);
  printf("file %s\n", back);
}
// CHECK: read line one
// CHECK-NEXT: read line two
// CHECK-NEXT: file axy
// TRACE-DAG: readv({{.*}}EINTR
// TRACE-DAG: writev({{.*}}EINTR
// TRACE-DAG: preadv({{.*}}EINTR
// TRACE-DAG: pwritev({{.*}}EINTR
// TRACE-DAG: fsync({{.*}}EINTR
// TRACE-DAG: ppoll({{.*}}EINTR
