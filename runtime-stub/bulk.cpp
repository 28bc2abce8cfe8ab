// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The instructions that work on many entries of a table or bytes of a segment.
// What they are given is checked here, so that of a call no more need be known
// than where tables and segments are, and how large.

#include "wrt/abi.h"

extern "C" void *memmove(void *to, const void *from, size_t size);

namespace wrt {
namespace {

bool isWithin(uint64_t size, uint64_t start, uint64_t count) {
  return start <= size && count <= size - start;
}

void fill(uint64_t *entries, uint64_t count, uint64_t value) {
  for (; count; --count)
    *entries++ = value;
}

} // namespace

extern "C" uint64_t wrt_table_fill(uint64_t *entries, uint64_t size,
                                   uint64_t start, uint64_t count,
                                   uint64_t value) {
  if (!isWithin(size, start, count))
    return 0;
  fill(entries + start, count, value);
  return 1;
}

extern "C" uint64_t wrt_table_copy(uint64_t *to, uint64_t toSize,
                                   uint64_t toStart, const uint64_t *from,
                                   uint64_t fromSize, uint64_t fromStart,
                                   uint64_t count) {
  if (!isWithin(toSize, toStart, count) ||
      !isWithin(fromSize, fromStart, count))
    return 0;
  memmove(to + toStart, from + fromStart, count * sizeof(uint64_t));
  return 1;
}

extern "C" uint64_t wrt_table_grow(uint64_t *entries, uint64_t capacity,
                                   uint64_t *size, uint64_t count,
                                   uint64_t value) {
  uint64_t old = *size;
  if (!isWithin(capacity, old, count))
    return UINT64_MAX;
  fill(entries + old, count, value);
  *size = old + count;
  return old;
}

extern "C" uint64_t wrt_memory_init(uint8_t *to, const uint8_t *segment,
                                    uint64_t size, uint64_t start,
                                    uint64_t count) {
  if (!isWithin(size, start, count))
    return 0;
  memmove(to, segment + start, count);
  return 1;
}

} // namespace wrt
