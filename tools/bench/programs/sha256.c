// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SHA-256 of 64 MiB: rotations and additions of 32-bit words.

#include <math.h>
#include <stdint.h>
#include <stdio.h>

static uint32_t constants[64], state[8];

static uint32_t rotate(uint32_t x, int by) { return x >> by | x << (32 - by); }

static void block(const uint8_t *bytes) {
  uint32_t w[64], s[8];
  for (int i = 0; i < 16; ++i)
    w[i] = (uint32_t)bytes[4 * i] << 24 | bytes[4 * i + 1] << 16 |
           bytes[4 * i + 2] << 8 | bytes[4 * i + 3];
  for (int i = 16; i < 64; ++i) {
    uint32_t a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + w[i - 7] +
           (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
  }
  for (int i = 0; i < 8; ++i)
    s[i] = state[i];
  for (int i = 0; i < 64; ++i) {
    uint32_t t = s[7] +
                 (rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25)) +
                 ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[i] + w[i];
    uint32_t u = (rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22)) +
                 ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    s[7] = s[6], s[6] = s[5], s[5] = s[4], s[4] = s[3] + t;
    s[3] = s[2], s[2] = s[1], s[1] = s[0], s[0] = t + u;
  }
  for (int i = 0; i < 8; ++i)
    state[i] += s[i];
}

int main(void) {
  int primes = 0;
  for (int n = 2; primes < 64; ++n) {
    int isPrime = 1;
    for (int d = 2; d * d <= n; ++d)
      isPrime &= n % d != 0;
    if (!isPrime)
      continue;
    double root = cbrt(n), square = sqrt(n);
    constants[primes] = (uint32_t)((root - floor(root)) * 4294967296.0);
    if (primes < 8)
      state[primes] = (uint32_t)((square - floor(square)) * 4294967296.0);
    ++primes;
  }
  uint8_t bytes[64];
  for (int i = 0; i < 1 << 20; ++i) {
    for (int j = 0; j < 64; ++j)
      bytes[j] = (uint8_t)(i + j * 3);
    block(bytes);
  }
  for (int i = 0; i < 8; ++i)
    printf("%08x", state[i]);
  printf("\n");
}
