// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Zstandard: text compressed at two levels and decompressed. What it is
// compressed to depends on the size of a pointer.

#include "zstd.h"
#include "text.h"

int main(void) {
  enum { size = 4 << 20 };
  char *text = makeText(size), *again = malloc(size);
  size_t room = ZSTD_compressBound(size);
  char *packed = malloc(room);
  for (int level = 1; level < 8; level += 3) {
    size_t length = ZSTD_compress(packed, room, text, size, level);
    for (int i = 0; i < 6; ++i)
      if (ZSTD_decompress(again, size, packed, length) != size)
        return 1;
    printf("%08x\n", hash(again, size));
  }
}
