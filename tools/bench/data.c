// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Hello world with much initial data, which the linker cannot leave out.

#include <stdio.h>

static volatile unsigned char data[] = {
#embed "data.bin"
};

int main(void) {
  puts("hello, world");
  return data[sizeof data / 2] > 255;
}
