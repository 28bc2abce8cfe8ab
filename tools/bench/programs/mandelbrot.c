// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Escape times of a grid of complex numbers: doubles in registers.

#include <stdio.h>

enum { size = 1500, most = 200 };

int main(void) {
  unsigned long long sum = 0;
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) {
      double cr = 3.0 * x / size - 2.1, ci = 2.4 * y / size - 1.2;
      double r = 0, i = 0;
      int n = 0;
      while (n < most && r * r + i * i < 4) {
        double next = r * r - i * i + cr;
        i = 2 * r * i + ci;
        r = next;
        ++n;
      }
      sum += (unsigned)n * (unsigned)(x + y);
    }
  printf("%llu\n", sum);
}
