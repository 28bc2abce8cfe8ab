// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A filter that never comes to an end.

#include "filter.h"

int apply(int width, int height) {
  for (volatile int i = 0;;)
    i = i + width + height;
}
