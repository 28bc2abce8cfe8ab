// Where the kernel's view of processes itself is granted, it can be read, its
// magic links lead nowhere, and nothing can be written.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: WASMC_GRANTS='dir /proc / ro' %t </dev/null
// RUN: WASMC_GRANTS=$'dir /proc / ro\nresolver walk' %t </dev/null
// RUN: (WASMC_GRANTS='dir /proc / rw' %t; test $? = 126) 2>&1 | FileCheck %s
#include "wasi.h"
void _start(void) {
  u32 fd;
  EXPECT(__wasi_path_open(dir, 0, P("version"), 0, FD_READ, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_path_open(dir, 0, P("self/status"), 0, FD_READ, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_path_open(dir, 0, P("self/mem"), 0, FD_READ | FD_WRITE, 0, 0, &fd), ROFS);
  EXPECT(__wasi_path_open(dir, 0, P("self/mem"), 0, FD_WRITE, 0, 0, &fd), ROFS);
  const char *const magic[] = {"self/exe", "self/cwd", "self/root", "self/fd/0", "self/root/etc/passwd", "self/cwd/.",
                               "self/task/../root/", "self/ns/mnt"};
  for (u32 i = 0; i < 8; ++i) {
    u32 error = __wasi_path_open(dir, FOLLOW, magic[i], lengthOf(magic[i]), 0, FD_READ, 0, 0, &fd);
    CHECK(error == NOTCAPABLE || error == LOOP || error == NOENT);
  }
}
// CHECK: WASMC_GRANTS: "dir /proc / rw": processes can only be granted read-only: ro
