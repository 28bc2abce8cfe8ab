// No path leads out of a granted directory: not by "..", not by a symbolic link,
// wherever it stands in the path, not by a trailing slash after one. Both ways of
// resolving agree.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: rm -rf %t.dir && mkdir -p %t.dir/in/sub %t.dir/out/old && echo secret > %t.dir/out/file
// RUN: ln -s %t.dir/out %t.dir/in/absolute && ln -s ../out %t.dir/in/relative
// RUN: ln -s sub/../../out %t.dir/in/winding && ln -s ../../out %t.dir/in/sub/up
// RUN: ln -s loop %t.dir/in/loop && ln -s /proc/self/cwd %t.dir/in/magic
// RUN: ln -s ../out/file %t.dir/in/tofile && ln -s ../out/new %t.dir/in/dangling
// RUN: WASMC_GRANTS='dir %t.dir/in / rw' %t
// RUN: WASMC_GRANTS=$'dir %t.dir/in / rw\nresolver walk' %t
// RUN: ls %t.dir/out | FileCheck %s
// CHECK: file
// CHECK-NEXT: old
// CHECK-NOT: {{.}}
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <wasi/api.h>
enum { dir = 3, follow = __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW };
static void refused(int error, const char *what, const char *path) {
  if (error == __WASI_ERRNO_NOTCAPABLE || error == __WASI_ERRNO_LOOP)
    return;
  printf("%s %s: %d\n", what, path, error);
  assert(0);
}
int main() {
  static const char *const inside[] = {"../out/", "absolute/", "relative/", "winding/", "sub/up/",
                                       "sub/../../out/", "loop/", "magic/", "./relative/./", "sub/up/../out/"};
  __wasi_fd_t fd;
  __wasi_filestat_t stat;
  __wasi_size_t n;
  for (unsigned i = 0; i < sizeof inside / sizeof *inside; ++i) {
    char file[64], old[64];
    sprintf(file, "%sfile", inside[i]);
    sprintf(old, "%sold", inside[i]);
    refused(__wasi_path_open(dir, follow, inside[i], 0, 0, 0, 0, &fd), "open", inside[i]);
    refused(__wasi_path_open(dir, 0, inside[i], 0, 0, 0, 0, &fd), "open nofollow", inside[i]);
    refused(__wasi_path_open(dir, follow, file, 0, __WASI_RIGHTS_FD_READ, 0, 0, &fd), "open", file);
    refused(__wasi_path_open(dir, 0, file, 0, __WASI_RIGHTS_FD_READ, 0, 0, &fd), "open nofollow", file);
    refused(__wasi_path_open(dir, follow, file, __WASI_OFLAGS_CREAT, __WASI_RIGHTS_FD_WRITE, 0, 0, &fd),
            "create", file);
    refused(__wasi_path_filestat_get(dir, follow, inside[i], &stat), "stat", inside[i]);
    refused(__wasi_path_filestat_get(dir, 0, file, &stat), "stat", file);
    refused(__wasi_path_filestat_set_times(dir, follow, file, 0, 0, __WASI_FSTFLAGS_MTIM), "times", file);
    refused(__wasi_path_create_directory(dir, file), "mkdir", file);
    refused(__wasi_path_remove_directory(dir, old), "rmdir", old);
    refused(__wasi_path_unlink_file(dir, file), "unlink", file);
    refused(__wasi_path_rename(dir, file, dir, "stolen"), "rename", file);
    refused(__wasi_path_rename(dir, "sub", dir, file), "rename to", file);
    refused(__wasi_path_link(dir, 0, file, dir, "stolen"), "link", file);
    refused(__wasi_path_link(dir, 0, "tofile", dir, file), "link to", file);
    refused(__wasi_path_symlink("x", dir, file), "symlink", file);
    refused(__wasi_path_readlink(dir, file, (uint8_t *)file, 1, &n), "readlink", file);
  }
  refused(__wasi_path_open(dir, follow, "tofile", 0, __WASI_RIGHTS_FD_READ, 0, 0, &fd), "open", "tofile");
  refused(__wasi_path_open(dir, follow, "dangling", __WASI_OFLAGS_CREAT, 0, 0, 0, &fd), "create", "dangling");
  refused(__wasi_path_filestat_get(dir, follow, "tofile", &stat), "stat", "tofile");
  refused(__wasi_path_open(dir, 0, "/etc/passwd", 0, 0, 0, 0, &fd), "open", "/etc/passwd");
  refused(__wasi_path_open(dir, 0, "..", 0, 0, 0, 0, &fd), "open", "..");
  refused(__wasi_path_filestat_get(dir, 0, "..", &stat), "stat", "..");
  assert(__wasi_path_create_directory(dir, "..") != 0 && __wasi_path_remove_directory(dir, "..") != 0);
  assert(__wasi_path_rename(dir, "..", dir, "made") != 0 && __wasi_path_rename(dir, "sub", dir, "..") != 0);
  assert(__wasi_path_link(dir, 0, "..", dir, "made") != 0 && __wasi_path_unlink_file(dir, "..") != 0);
  refused(__wasi_path_symlink("/etc", dir, "made"), "symlink", "made");

  // A link itself is the guest's to look at and to remove.
  assert(__wasi_path_filestat_get(dir, 0, "tofile", &stat) == 0 &&
         stat.filetype == __WASI_FILETYPE_SYMBOLIC_LINK);
}
