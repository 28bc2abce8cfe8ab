// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Blocks of many sizes allocated, resized and freed at random.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { blocks = 4096 };
static uint8_t *block[blocks];
static uint32_t size[blocks];

int main(void) {
  uint32_t random = 3, sum = 0;
  for (int i = 0; i < 6000000; ++i) {
    random = random * 1664525 + 1013904223;
    uint32_t which = random >> 20, wanted = (random >> 8 & 511) + 8;
    if (block[which] && random >> 5 & 1) {
      sum += block[which][size[which] - 1];
      free(block[which]);
      block[which] = 0;
      continue;
    }
    block[which] = realloc(block[which], wanted);
    block[which][wanted - 1] = (uint8_t)i;
    block[which][0] = (uint8_t)wanted;
    size[which] = wanted;
  }
  printf("%u\n", sum);
}
