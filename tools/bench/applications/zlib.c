// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// zlib: text deflated and inflated.

#include "zlib.h"
#include "text.h"

int main(void) {
  enum { size = 3 << 20 };
  char *text = makeText(size), *again = malloc(size);
  uLong length = compressBound(size);
  Bytef *packed = malloc(length);
  if (compress2(packed, &length, (Bytef *)text, size, 6) != Z_OK)
    return 1;
  for (int i = 0; i < 8; ++i) {
    uLong unpacked = size;
    if (uncompress((Bytef *)again, &unpacked, packed, length) != Z_OK)
      return 1;
  }
  printf("%lu %08x %08x\n", length, hash(packed, length), hash(again, size));
}
