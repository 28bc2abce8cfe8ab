// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A filter: makes a negative of a picture.

#include "filter.h"

int apply(int width, int height) {
  unsigned char *bytes = &picture->red;
  for (long i = 0; i < 3l * width * height; ++i)
    bytes[i] = (unsigned char)~bytes[i];
  progress(100);
  return 0;
}
