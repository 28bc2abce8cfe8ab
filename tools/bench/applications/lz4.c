// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LZ4: text compressed fast and well, and decompressed. What it is compressed
// to depends on the size of a pointer.

#include "lz4.h"
#include "lz4hc.h"
#include "text.h"

int main(void) {
  enum { size = 3 << 20 };
  char *text = makeText(size), *again = malloc(size);
  int room = LZ4_compressBound(size), length = 0;
  char *packed = malloc((size_t)room);
  for (int i = 0; i < 10; ++i) {
    length = LZ4_compress_default(text, packed, size, room);
    if (LZ4_decompress_safe(packed, again, length, size) != size)
      return 1;
  }
  length = LZ4_compress_HC(text, packed, size, room, 6);
  for (int i = 0; i < 20; ++i)
    if (LZ4_decompress_safe(packed, again, length, size) != size)
      return 1;
  printf("%08x\n", hash(again, size));
}
