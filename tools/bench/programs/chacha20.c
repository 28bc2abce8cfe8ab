// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The ChaCha20 key stream: 32-bit rotations with much to do at once.

#include <stdint.h>
#include <stdio.h>

static uint32_t rotate(uint32_t x, int by) { return x << by | x >> (32 - by); }

static void quarter(uint32_t *x, int a, int b, int c, int d) {
  x[a] += x[b], x[d] = rotate(x[d] ^ x[a], 16);
  x[c] += x[d], x[b] = rotate(x[b] ^ x[c], 12);
  x[a] += x[b], x[d] = rotate(x[d] ^ x[a], 8);
  x[c] += x[d], x[b] = rotate(x[b] ^ x[c], 7);
}

int main(void) {
  uint32_t state[16], sum = 0;
  for (int i = 0; i < 16; ++i)
    state[i] = 0x61707865u * (uint32_t)(i + 1);
  for (int n = 0; n < 2500000; ++n) {
    uint32_t x[16];
    for (int i = 0; i < 16; ++i)
      x[i] = state[i];
    for (int round = 0; round < 10; ++round) {
      quarter(x, 0, 4, 8, 12), quarter(x, 1, 5, 9, 13);
      quarter(x, 2, 6, 10, 14), quarter(x, 3, 7, 11, 15);
      quarter(x, 0, 5, 10, 15), quarter(x, 1, 6, 11, 12);
      quarter(x, 2, 7, 8, 13), quarter(x, 3, 4, 9, 14);
    }
    for (int i = 0; i < 16; ++i)
      sum = rotate(sum, 5) ^ (x[i] + state[i]);
    ++state[12];
  }
  printf("%08x\n", sum);
}
