// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Queens on a board of 12, by recursion on bit sets.

#include <stdio.h>

static unsigned place(unsigned all, unsigned columns, unsigned left,
                      unsigned right) {
  if (columns == all)
    return 1;
  unsigned count = 0;
  for (unsigned free = all & ~(columns | left | right); free;) {
    unsigned bit = free & -free;
    free ^= bit;
    count += place(all, columns | bit, (left | bit) << 1, (right | bit) >> 1);
  }
  return count;
}

int main(void) {
  unsigned sum = 0;
  for (unsigned size = 6; size <= 14; ++size)
    sum = sum * 3 + place((1u << size) - 1, 0, 0, 0);
  printf("%u\n", sum);
}
