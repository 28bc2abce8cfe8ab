// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text made, searched, split and put together, byte by byte.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Not the C library's functions, which native ones write in assembly.
static const char *find(const char *in, const char *what) {
  for (; *in; ++in) {
    int i = 0;
    while (what[i] && in[i] == what[i])
      ++i;
    if (!what[i])
      return in;
  }
  return 0;
}

static size_t wordAt(const char *at) {
  size_t length = 0;
  while (at[length] > ' ')
    ++length;
  return length;
}

static char *hex(char *out, uint32_t value) {
  char digits[8], *digit = digits;
  do
    *digit++ = "0123456789abcdef"[value & 15];
  while (value >>= 4);
  while (digit > digits)
    *out++ = *--digit;
  return out;
}

int main(void) {
  enum { size = 1 << 20 };
  char *text = malloc(size + 64), *copy = malloc(2 * size + 64), *out = text;
  uint32_t random = 5, sum = 0;
  while (out < text + size) {
    random = random * 1664525 + 1013904223;
    out = hex(out, random >> 12);
    *out++ = random >> 30 ? ' ' : '\n';
  }
  *out = 0;
  for (int round = 0; round < 40; ++round) {
    char needle[3] = {"0123456789abcdef"[round & 15], 'f', 0};
    for (const char *at = text; (at = find(at, needle)); ++at)
      ++sum;
    out = copy;
    for (const char *at = text; *at;) {
      size_t word = wordAt(at);
      if (word > 4 || !memcmp(at, "ab", 2)) {
        memcpy(out, at, word);
        out += word;
        *out++ = '-';
      } else {
        for (size_t i = 0; i < word; ++i)
          *out++ = (char)(at[i] >= 'a' ? at[i] - 32 : at[i]);
      }
      at += word + (at[word] != 0);
    }
    *out = 0;
    for (const char *c = copy; *c; ++c)
      sum = (sum << 1 | sum >> 31) ^ (uint8_t)*c;
  }
  printf("%u\n", sum);
}
