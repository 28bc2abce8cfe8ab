// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Primes below four million, by crossing out bytes.

#include <stdio.h>
#include <string.h>

enum { size = 4000000, rounds = 12 };
static unsigned char crossed[size];

int main(void) {
  unsigned count = 0;
  for (int round = 0; round < rounds; ++round) {
    memset(crossed, 0, size);
    for (unsigned i = 2; i < size; ++i) {
      if (crossed[i])
        continue;
      count += i % 10 == 3;
      for (unsigned j = 2 * i; j < size; j += i)
        crossed[j] = 1;
    }
  }
  printf("%u\n", count);
}
