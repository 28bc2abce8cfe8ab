// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text to compress: words of a small vocabulary, some of them often, numbers in
// between.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static char *makeText(size_t size) {
  char *text = malloc(size + 32), *out = text;
  uint32_t random = 17;
  while (out < text + size) {
    random = random * 1664525 + 1013904223;
    uint32_t word = (random >> 16) % (random >> 31 ? 40 : 4000) * 2654435761u;
    if (random >> 12 & 15) {
      do
        *out++ = (char)('a' + (word >> 27) % 26);
      while ((word <<= 5) >> 22);
    } else {
      out += sprintf(out, "%u", random >> 18);
    }
    *out++ = random >> 8 & 7 ? ' ' : '\n';
  }
  return text;
}

static uint32_t hash(const void *bytes, size_t size) {
  uint32_t value = 2166136261u;
  for (size_t i = 0; i < size; ++i)
    value = (value ^ ((const uint8_t *)bytes)[i]) * 16777619u;
  return value;
}
