// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints one file.

#include <stdio.h>

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;
  if (!file) {
    fputs("cannot open\n", stderr);
    return 1;
  }
  for (int c; (c = getc(file)) != EOF;)
    putchar(c);
  return 0;
}
