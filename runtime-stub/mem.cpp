// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The four functions that compilers call unasked. Compiled code does so for
// memory.copy and memory.fill and where LLVM finds such a loop; the latter may
// fault in here, so this file has unwind tables.
//
// Short blocks are done by loads and stores that overlap in the middle. Moving
// loads whatever its own stores could reach before it makes them, so source and
// destination may lie as they like, and memcpy is memmove. Built with
// -ffreestanding, under which clang does not turn a loop into a call of the
// very function it stands in.

#include <stddef.h>
#include <stdint.h>

namespace wrt {
namespace {

template <typename T> struct [[gnu::packed, gnu::may_alias]] Unaligned {
  T value;
};
using Vector = uint8_t __attribute__((vector_size(16)));

template <typename T = Vector> T load(const uint8_t *p) {
  return reinterpret_cast<const Unaligned<T> *>(p)->value;
}
template <typename T = Vector> void store(uint8_t *p, T value) {
  reinterpret_cast<Unaligned<T> *>(p)->value = value;
}

/// What one turn of a loop moves, and what is kept apart at the other end.
constexpr size_t stride = 64;
struct Block {
  Vector a, b, c, d;
};
Block loadBlock(const uint8_t *p) {
  return {load(p), load(p + 16), load(p + 32), load(p + 48)};
}
void storeBlock(uint8_t *p, const Block &block) {
  store(p, block.a);
  store(p + 16, block.b);
  store(p + 32, block.c);
  store(p + 48, block.d);
}

/// Moves sizeof(T) to 2 * sizeof(T) bytes.
template <typename T>
void moveEnds(uint8_t *to, const uint8_t *from, size_t size) {
  T head = load<T>(from);
  T tail = load<T>(from + size - sizeof(T));
  store(to, head);
  store(to + size - sizeof(T), tail);
}

/// Up to 64 bytes.
void moveShort(uint8_t *to, const uint8_t *from, size_t size) {
  if (size > 32) {
    Vector head = load(from), next = load(from + 16);
    Vector tail = load(from + size - 32), last = load(from + size - 16);
    store(to, head);
    store(to + 16, next);
    store(to + size - 32, tail);
    store(to + size - 16, last);
  } else if (size >= 16) {
    moveEnds<Vector>(to, from, size);
  } else if (size >= 8) {
    moveEnds<uint64_t>(to, from, size);
  } else if (size >= 4) {
    moveEnds<uint32_t>(to, from, size);
  } else if (size >= 2) {
    moveEnds<uint16_t>(to, from, size);
  } else if (size) {
    *to = *from;
  }
}

/// More than 64 bytes to where none of those not yet read lie further up.
void moveUp(uint8_t *to, const uint8_t *from, size_t size) {
  Block last = loadBlock(from + size - stride);
  Vector head = load(from);
  uint8_t *start = to, *end = to + size;
  // Align the stores: those that cross cache lines cost most.
  size_t skip = 16 - (reinterpret_cast<uintptr_t>(to) & 15);
  to += skip;
  from += skip;
  for (; size_t(end - to) > stride; to += stride, from += stride)
    storeBlock(to, loadBlock(from));
  storeBlock(end - stride, last);
  store(start, head);
}

/// The mirror image of moveUp.
void moveDown(uint8_t *to, const uint8_t *from, size_t size) {
  Block first = loadBlock(from);
  Vector tail = load(from + size - 16);
  uint8_t *start = to, *end = to + size;
  const uint8_t *source = from + size;
  uint8_t *target = end;
  size_t skip = reinterpret_cast<uintptr_t>(target) & 15;
  target -= skip;
  source -= skip;
  for (; size_t(target - start) > stride;) {
    target -= stride;
    source -= stride;
    storeBlock(target, loadBlock(source));
  }
  storeBlock(start, first);
  store(end - 16, tail);
}

} // namespace

extern "C" void *memmove(void *to, const void *from, size_t size) {
  auto *target = static_cast<uint8_t *>(to);
  auto *source = static_cast<const uint8_t *>(from);
  if (size <= stride)
    moveShort(target, source, size);
  else if (size_t(target - source) >= size) // Also whatever lies below.
    moveUp(target, source, size);
  else
    moveDown(target, source, size);
  return to;
}

extern "C" [[gnu::alias("memmove")]] void *memcpy(void *to, const void *from,
                                                  size_t size);

extern "C" void *memset(void *to, int byte, size_t size) {
  auto *target = static_cast<uint8_t *>(to);
  uint64_t word = uint8_t(byte) * 0x0101010101010101u;
  if (size >= 16) {
    using Words = uint64_t __attribute__((vector_size(16)));
    auto value = reinterpret_cast<Vector>(Words{word, word});
    uint8_t *end = target + size;
    store(target, value);
    store(end - 16, value);
    target += 16 - (reinterpret_cast<uintptr_t>(target) & 15);
    for (; end - target >= ptrdiff_t(stride); target += stride)
      storeBlock(target, {value, value, value, value});
    for (; end - target > 16; target += 16)
      store(target, value);
  } else if (size >= 8) {
    store<uint64_t>(target, word);
    store<uint64_t>(target + size - 8, word);
  } else if (size >= 4) {
    store<uint32_t>(target, uint32_t(word));
    store<uint32_t>(target + size - 4, uint32_t(word));
  } else {
    for (size_t i = 0; i < size; ++i)
      target[i] = uint8_t(byte);
  }
  return to;
}

extern "C" int memcmp(const void *left, const void *right, size_t size) {
  auto *a = static_cast<const uint8_t *>(left);
  auto *b = static_cast<const uint8_t *>(right);
  size_t i = 0;
  for (; size - i >= 8; i += 8) {
    auto x = __builtin_bswap64(load<uint64_t>(a + i));
    auto y = __builtin_bswap64(load<uint64_t>(b + i));
    if (x != y)
      return x < y ? -1 : 1;
  }
  for (; i < size; ++i)
    if (a[i] != b[i])
      return a[i] < b[i] ? -1 : 1;
  return 0;
}

} // namespace wrt
