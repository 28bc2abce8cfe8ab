// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What unmodified POSIX programs name and WASI has not. The build puts it ahead
// of their own sources, so that these stay as upstream released them.
//
// Files have neither owner nor permissions in WASI: to set them is no error,
// and no effect. Nobody is root.

#ifndef EXAMPLES_WASI_POSIX_H
#define EXAMPLES_WASI_POSIX_H

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// fcntl refuses these. SQLite is built to open databases without locks.
enum { F_RDLCK, F_WRLCK, F_UNLCK, F_GETLK, F_SETLK };

static inline int chmod(const char *path, mode_t mode) {
  (void)path, (void)mode;
  return 0;
}

static inline int fchmod(int file, mode_t mode) {
  (void)file, (void)mode;
  return 0;
}

static inline int fchown(int file, uid_t owner, gid_t group) {
  (void)file, (void)owner, (void)group;
  return 0;
}

static inline uid_t getuid(void) { return 65534; }
static inline uid_t geteuid(void) { return getuid(); }

// The length of a name that tmpnam, in absent.c, never makes.
#ifndef L_tmpnam
#define L_tmpnam 20
#endif

#endif
