// A granted directory can be used as one would: by the kernel's resolution and by
// our own.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: rm -rf %t.dir && mkdir %t.dir
// RUN: WASMC_GRANTS='dir %t.dir /data rw' %t | FileCheck %s
// RUN: test "$(cat %t.dir/kept)" = hello
// RUN: rm -rf %t.dir && mkdir %t.dir
// RUN: WASMC_GRANTS=$'dir %t.dir /data rw\nresolver walk' %t | FileCheck %s
// RUN: test "$(cat %t.dir/kept)" = hello
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
int main() {
  assert(mkdir("/data/sub", 0777) == 0 && mkdir("/data/sub/deep", 0777) == 0);
  assert(mkdir("/data/sub", 0777) < 0 && errno == EEXIST);
  FILE *f = fopen("/data/sub/deep/file", "w");
  assert(f && fputs("hello\n", f) >= 0 && fclose(f) == 0);
  assert(symlink("sub/deep", "/data/link") == 0);
  char text[16] = "";
  assert(readlink("/data/link", text, sizeof text) == 8 && !memcmp(text, "sub/deep", 8));
  f = fopen("/data/link/../deep/./file", "r");
  assert(f && fgets(text, sizeof text, f) && !strcmp(text, "hello\n") && fclose(f) == 0);

  struct stat itself, target;
  assert(lstat("/data/link", &itself) == 0 && S_ISLNK(itself.st_mode));
  assert(stat("/data/link", &target) == 0 && S_ISDIR(target.st_mode));
  assert(stat("/data/link/file", &target) == 0 && S_ISREG(target.st_mode) && target.st_size == 6);
  struct timespec times[2] = {{1, 2}, {1000000000, 5}};
  assert(utimensat(AT_FDCWD, "/data/link/file", times, 0) == 0);
  assert(stat("/data/link/file", &target) == 0 && target.st_mtim.tv_sec == 1000000000 &&
         target.st_mtim.tv_nsec == 5);

  // All of a directory's entries, however often the guest has to ask.
  char name[32];
  for (int i = 0; i < 1000; ++i) {
    sprintf(name, "/data/sub/n%d", i);
    assert(symlink("x", name) == 0);
  }
  DIR *d = opendir("/data/sub");
  int count = 0, dots = 0;
  for (struct dirent *e; (e = readdir(d)); ++count)
    dots += e->d_name[0] == '.';
  closedir(d);
  printf("%d entries, %d of dots\n", count, dots);
  for (int i = 0; i < 1000; ++i) {
    sprintf(name, "/data/sub/n%d", i);
    assert(unlink(name) == 0);
  }

  assert(rename("/data/sub/deep/file", "/data/kept") == 0);
  assert(access("/data/sub/deep/file", F_OK) < 0 && errno == ENOENT);
  assert(link("/data/kept", "/data/twin") == 0 && unlink("/data/twin") == 0);
  assert(unlink("/data/sub") < 0 && errno == EISDIR);
  assert(rmdir("/data/sub") < 0 && errno == ENOTEMPTY);
  assert(unlink("/data/link") == 0 && rmdir("/data/sub/deep/") == 0 && rmdir("/data/sub") == 0);
  assert(rmdir("/data/kept") < 0 && errno == ENOTDIR);
}
// CHECK: 1003 entries, 2 of dots
