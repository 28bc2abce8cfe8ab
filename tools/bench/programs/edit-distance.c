// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Dynamic programming over two strings: minima of neighbours.

#include <stdint.h>
#include <stdio.h>

enum { size = 6000 };
static uint8_t a[size], b[size];
static int32_t row[size + 1];

int main(void) {
  uint32_t random = 1;
  for (int i = 0; i < size; ++i) {
    random = random * 1664525 + 1013904223;
    a[i] = "acgt"[random >> 30];
    b[i] = random >> 20 & 3 ? a[i] : "acgt"[random >> 28 & 3];
  }
  for (int round = 0; round < 3; ++round) {
    for (int j = 0; j <= size; ++j)
      row[j] = j;
    for (int i = 1; i <= size; ++i) {
      int32_t corner = row[0];
      row[0] = i;
      for (int j = 1; j <= size; ++j) {
        int32_t best = corner + (a[i - 1] != b[(j + round) % size]);
        int32_t up = row[j] + 1, left = row[j - 1] + 1;
        best = up < best ? up : best;
        best = left < best ? left : best;
        corner = row[j];
        row[j] = best;
      }
    }
    printf("%d\n", row[size]);
  }
}
