// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A filter with a mistake, or with a purpose: it writes far behind the picture,
// until there is no more memory to write to.

#include "filter.h"

int apply(int width, int height) {
  (void)width, (void)height;
  for (volatile unsigned char *at = &picture->red;; at += 4096)
    *at = 0xff;
}
