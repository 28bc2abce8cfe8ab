// What the kernel does not permit the process's user, no grant permits: a program
// started by another user than root meets EACCES in a directory of root's.
// REQUIRES: clang-wasm, x86_64-linux, root
// RUN: %compile
// RUN: rm -rf /tmp/%basename_t.d && mkdir -m 755 /tmp/%basename_t.d && cp %t /tmp/%basename_t.d/program
// RUN: cd /tmp/%basename_t.d && mkdir -p dir/closed dir/sub dir/closed/sub && echo text | tee dir/file dir/secret dir/closed/file >/dev/null
// RUN: cd /tmp/%basename_t.d && chmod 600 dir/secret && chmod 644 dir/file && chmod 700 dir/closed && chmod 755 . dir dir/sub program
// RUN: cd / && WASMC_GRANTS='dir /tmp/%basename_t.d/dir / rw' setpriv --reuid 65534 --regid 65534 --clear-groups /tmp/%basename_t.d/program
// RUN: cd / && WASMC_GRANTS="$(printf 'dir /tmp/%basename_t.d/dir / rw\nresolver walk')" setpriv --reuid 65534 --regid 65534 --clear-groups /tmp/%basename_t.d/program
// Nor is a directory granted that the user cannot open.
// RUN: (set +e; cd /; WASMC_GRANTS='dir /tmp/%basename_t.d/dir/closed / ro' setpriv --reuid 65534 --regid 65534 --clear-groups /tmp/%basename_t.d/program; echo $?; rm -r /tmp/%basename_t.d) 2>&1 | FileCheck %s
// CHECK: program: WASMC_GRANTS: "dir /tmp/{{.*}}/dir/closed / ro": no permission to open that directory, errno 13
// CHECK-NEXT: 126
#include "wasi.h"
void _start(void) {
  u32 fd;
  struct FileStat stat;
  EXPECT(__wasi_path_open(dir, 0, P("secret"), 0, FD_READ, 0, 0, &fd), ACCES);
  EXPECT(__wasi_path_open(dir, 0, P("file"), 0, FD_WRITE, 0, 0, &fd), ACCES);
  EXPECT(__wasi_path_open(dir, 0, P("closed/file"), 0, FD_READ, 0, 0, &fd), ACCES);
  EXPECT(__wasi_path_open(dir, 0, P("closed/sub/../file"), 0, FD_READ, 0, 0, &fd), ACCES);
  EXPECT(__wasi_path_filestat_get(dir, 0, P("closed/file"), &stat), ACCES);
  EXPECT(__wasi_path_create_directory(dir, P("new")), ACCES);
  EXPECT(__wasi_path_symlink(P("file"), dir, P("new")), ACCES);
  EXPECT(__wasi_path_rename(dir, P("file"), dir, P("new")), ACCES);
  EXPECT(__wasi_path_unlink_file(dir, P("file")), ACCES);
  EXPECT(__wasi_path_remove_directory(dir, P("sub")), ACCES);
  // What it may read, it can.
  EXPECT(__wasi_path_open(dir, 0, P("file"), 0, FD_READ, 0, 0, &fd), SUCCESS);
  EXPECT(__wasi_path_open(dir, 0, P("sub/../file"), 0, FD_READ, 0, 0, &fd), SUCCESS);
}
