// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What wasi-libc declares but does not define, as it would be where there is no
// place for temporary files and no other program to run.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

char *tmpnam(char *name) {
  (void)name;
  return NULL;
}

FILE *tmpfile(void) {
  errno = ENOTSUP;
  return NULL;
}

int system(const char *command) {
  errno = ENOTSUP;
  return command ? -1 : 0;
}
