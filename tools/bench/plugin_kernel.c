// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What tools/bench/plugins calls: a function that does next to nothing, one
// that blurs a picture, and one that looks words up.

#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(name)))
#else
#define EXPORT(name) __attribute__((visibility("default")))
#endif

enum { width = 512, height = 256 };
static unsigned char picture[height][width], blurred[height][width];
static unsigned table[4096];

EXPORT("add") int add(int a, int b) { return a + b; }

EXPORT("blur") int blur(int rounds) {
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      picture[y][x] = (unsigned char)(x * y);
  for (int round = 0; round < rounds; ++round) {
    for (int y = 1; y < height - 1; ++y)
      for (int x = 1; x < width - 1; ++x) {
        int sum = 0;
        for (int dy = -1; dy <= 1; ++dy)
          for (int dx = -1; dx <= 1; ++dx)
            sum += picture[y + dy][x + dx];
        blurred[y][x] = (unsigned char)(sum / 9);
      }
    __builtin_memcpy(picture, blurred, sizeof(picture));
  }
  return picture[100][100];
}

EXPORT("hash") int hash(int rounds) {
  unsigned seed = 1, found = 0, used = 0;
  for (int i = 0; i < rounds; ++i) {
    seed = seed * 1664525 + 1013904223;
    unsigned key = (seed >> 12) | 1, at = key & 4095;
    while (table[at] && table[at] != key)
      at = (at + 1) & 4095;
    found += table[at] == key;
    used += !table[at];
    table[at] = key;
    if (used == 3000) {
      __builtin_memset(table, 0, sizeof(table));
      used = 0;
    }
  }
  return (int)found;
}
