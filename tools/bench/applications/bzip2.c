// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// bzip2: text compressed and decompressed.

#include "bzlib.h"
#include "text.h"

int main(void) {
  enum { size = 2 << 20 };
  unsigned room = size + size / 2, length = room, unpacked = size;
  char *text = makeText(size), *packed = malloc(room), *again = malloc(size);
  if (BZ2_bzBuffToBuffCompress(packed, &length, text, size, 9, 0, 0) ||
      BZ2_bzBuffToBuffDecompress(again, &unpacked, packed, length, 0, 0))
    return 1;
  printf("%u %08x %08x\n", length, hash(packed, length), hash(again, size));
}
