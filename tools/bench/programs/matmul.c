// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Product of square matrices of doubles.

#include <stdio.h>

enum { size = 320, rounds = 36 };
static double a[size][size], b[size][size], c[size][size];

int main(void) {
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j) {
      a[i][j] = (i * 7 + j * 3) % 11 - 5;
      b[i][j] = (i * 5 + j * 2) % 13 - 6;
    }
  for (int round = 0; round < rounds; ++round)
    for (int i = 0; i < size; ++i)
      for (int k = 0; k < size; ++k)
        for (int j = 0; j < size; ++j)
          c[i][j] += a[i][k] * b[k][j];
  double sum = 0;
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j)
      sum += c[i][j] * (i - j);
  printf("%.6g\n", sum);
}
