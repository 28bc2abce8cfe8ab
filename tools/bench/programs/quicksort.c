// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Quick sort of integers, and heap sort through a comparison function.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { size = 1500000 };
static uint32_t numbers[size];

static void fill(uint32_t random) {
  for (int i = 0; i < size; ++i)
    numbers[i] = random = random * 1664525 + 1013904223;
}

static void sort(int low, int high) {
  while (low < high) {
    uint32_t pivot = numbers[low + (high - low) / 2];
    int i = low - 1, j = high + 1;
    for (;;) {
      while (numbers[++i] < pivot) {
      }
      while (numbers[--j] > pivot) {
      }
      if (i >= j)
        break;
      uint32_t t = numbers[i];
      numbers[i] = numbers[j], numbers[j] = t;
    }
    sort(low, j);
    low = j + 1;
  }
}

static void swap(char *a, char *b, size_t bytes) {
  while (bytes--) {
    char t = *a;
    *a++ = *b;
    *b++ = t;
  }
}

static int compare(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/// As qsort is called; not the C library's, which is another for each target.
static void heapSort(void *array, size_t count, size_t bytes,
                     int (*compare)(const void *, const void *)) {
  char *at = array;
  for (size_t start = count / 2, end = count; end > 1;) {
    if (start)
      --start;
    else if (--end)
      swap(at, at + end * bytes, bytes);
    for (size_t i = start, child; (child = 2 * i + 1) < end; i = child) {
      if (child + 1 < end &&
          compare(at + child * bytes, at + (child + 1) * bytes) < 0)
        ++child;
      if (compare(at + i * bytes, at + child * bytes) >= 0)
        break;
      swap(at + i * bytes, at + child * bytes, bytes);
    }
  }
}

static uint32_t sum(void) {
  uint32_t result = 0;
  for (int i = 0; i < size; ++i)
    result += numbers[i] * (uint32_t)i;
  return result;
}

int main(void) {
  for (uint32_t round = 0; round < 3; ++round) {
    fill(round);
    sort(0, size - 1);
    printf("%08x\n", sum());
  }
  fill(9);
  heapSort(numbers, size / 3, sizeof *numbers, compare);
  printf("%08x\n", sum());
}
