// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A picture blurred by vector code, 16 bytes at a time.

#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef uint8_t Bytes __attribute__((vector_size(16)));
typedef uint16_t Words __attribute__((vector_size(32)));
enum { width = 1024, height = 512, rounds = 1500 };
static uint8_t from[height][width + 32], to[height][width + 32];

static Words wide(const uint8_t *at) {
  Bytes bytes;
  memcpy(&bytes, at, sizeof bytes);
  return __builtin_convertvector(bytes, Words);
}

int main(void) {
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width + 32; ++x)
      from[y][x] = (uint8_t)((x * x + y * 7) >> 3);
  for (int round = 0; round < rounds; ++round) {
    for (int y = 1; y < height - 1; ++y)
      for (int x = 16; x < width + 16; x += 16) {
        Words sum = wide(&from[y][x]) * 4;
        sum += (wide(&from[y][x - 1]) + wide(&from[y][x + 1])) * 2;
        sum += (wide(&from[y - 1][x]) + wide(&from[y + 1][x])) * 2;
        sum += wide(&from[y - 1][x - 1]) + wide(&from[y - 1][x + 1]);
        sum += wide(&from[y + 1][x - 1]) + wide(&from[y + 1][x + 1]);
        Bytes out = __builtin_convertvector(sum >> 4, Bytes);
        memcpy(&to[y][x], &out, sizeof out);
      }
    memcpy(from, to, sizeof from);
  }
  uint32_t sum = 0;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      sum = sum * 31 + from[y][x];
  printf("%08x\n", sum);
}
