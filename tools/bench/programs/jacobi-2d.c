// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A five-point stencil swept over a grid, forth and back.

#include <stdio.h>

enum { size = 400, rounds = 1500 };
static double a[size][size], b[size][size];

static void sweep(double from[size][size], double to[size][size]) {
  for (int i = 1; i < size - 1; ++i)
    for (int j = 1; j < size - 1; ++j)
      to[i][j] = 0.2 * (from[i][j] + from[i][j - 1] + from[i][j + 1] +
                        from[i - 1][j] + from[i + 1][j]);
}

int main(void) {
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j)
      a[i][j] = b[i][j] = (double)(i * (j + 2) % 97) / size;
  for (int round = 0; round < rounds; ++round) {
    sweep(a, b);
    sweep(b, a);
  }
  double sum = 0;
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j)
      sum += a[i][j];
  printf("%.9g\n", sum);
}
