// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A filter: makes a picture grey.

#include "filter.h"

int apply(int width, int height) {
  for (int y = 0; y < height; ++y) {
    struct Pixel *row = picture + y * width;
    for (int x = 0; x < width; ++x) {
      int grey = (row[x].red * 77 + row[x].green * 150 + row[x].blue * 29) >> 8;
      row[x].red = row[x].green = row[x].blue = (unsigned char)grey;
    }
    progress(100 * (y + 1) / height);
  }
  return 0;
}
