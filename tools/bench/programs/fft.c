// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fast Fourier transform of 2^16 complex floats, forth and back.

#include <math.h>
#include <stdio.h>

enum { bits = 16, size = 1 << bits, rounds = 80 };
static float re[size], im[size], cosine[size / 2], sine[size / 2];

static void transform(float direction) {
  for (unsigned i = 1, j = 0; i < size; ++i) {
    unsigned bit = size >> 1;
    for (; j & bit; bit >>= 1)
      j ^= bit;
    j ^= bit;
    if (i < j) {
      float t = re[i];
      re[i] = re[j], re[j] = t;
      t = im[i], im[i] = im[j], im[j] = t;
    }
  }
  for (unsigned half = 1; half < size; half *= 2)
    for (unsigned start = 0; start < size; start += 2 * half)
      for (unsigned k = 0; k < half; ++k) {
        unsigned at = start + k, turn = k * (size / 2 / half);
        float wr = cosine[turn], wi = direction * sine[turn];
        float tr = re[at + half] * wr - im[at + half] * wi;
        float ti = re[at + half] * wi + im[at + half] * wr;
        re[at + half] = re[at] - tr, im[at + half] = im[at] - ti;
        re[at] += tr, im[at] += ti;
      }
}

int main(void) {
  for (int i = 0; i < size / 2; ++i) {
    cosine[i] = (float)cos(2 * 3.14159265358979 * i / size);
    sine[i] = (float)sin(2 * 3.14159265358979 * i / size);
  }
  for (int i = 0; i < size; ++i)
    re[i] = (float)(i * 37 % 1001) / 1001, im[i] = 0;
  for (int round = 0; round < rounds; ++round) {
    transform(1);
    transform(-1);
    for (int i = 0; i < size; ++i)
      re[i] /= size, im[i] /= size;
  }
  double sum = 0;
  for (int i = 0; i < size; ++i)
    sum += re[i] * (i % 7);
  printf("%.3f\n", sum);
}
