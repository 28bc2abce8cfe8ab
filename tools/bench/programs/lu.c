// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LU decomposition without pivoting, in place.

#include <stdio.h>

enum { size = 360, rounds = 35 };
static double m[size][size];

static void fill(void) {
  for (int i = 0; i < size; ++i)
    for (int j = 0; j < size; ++j)
      m[i][j] = (i * 31 + j * 17) % 101 + (i == j ? 4000 : 0);
}

static void decompose(void) {
  for (int k = 0; k < size; ++k)
    for (int i = k + 1; i < size; ++i) {
      m[i][k] /= m[k][k];
      for (int j = k + 1; j < size; ++j)
        m[i][j] -= m[i][k] * m[k][j];
    }
}

int main(void) {
  double sum = 0;
  for (int round = 0; round < rounds; ++round) {
    fill();
    decompose();
    for (int i = 0; i < size; ++i)
      sum += m[i][(i * 7 + round) % size];
  }
  printf("%.9g\n", sum);
}
