// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The game of life on a torus of bytes.

#include <stdio.h>
#include <string.h>

enum { size = 512, rounds = 260 };
static unsigned char now[size][size], next[size][size];

int main(void) {
  unsigned random = 11, alive = 0;
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j) {
      random = random * 1664525 + 1013904223;
      now[i][j] = random >> 30 == 0;
    }
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i < size; ++i) {
      const unsigned char *up = now[(i + size - 1) % size], *row = now[i],
                          *down = now[(i + 1) % size];
      for (int j = 1; j < size - 1; ++j) {
        int n = up[j - 1] + up[j] + up[j + 1] + row[j - 1] + row[j + 1] +
                down[j - 1] + down[j] + down[j + 1];
        next[i][j] = n == 3 || (n == 2 && row[j]);
      }
      next[i][0] = next[i][size - 2];
      next[i][size - 1] = next[i][1];
    }
    memcpy(now, next, sizeof now);
  }
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j)
      alive += now[i][j];
  printf("%u\n", alive);
}
