// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/wasi/strings.h"

#include "runtime-stub/memory.h"

namespace wrt {

size_t lengthOf(const char *string) {
  size_t n = 0;
  while (string[n])
    ++n;
  return n;
}

Errno StringSizes::store(uint32_t countAt, uint32_t bytesAt) const {
  if (!memory.contains(countAt, sizeof(uint32_t)) ||
      !memory.contains(bytesAt, sizeof(uint32_t)))
    return Errno::fault;
  if (bytes > UINT32_MAX)
    return Errno::overflow;
  memory.store(countAt, uint32_t(count));
  memory.store(bytesAt, uint32_t(bytes));
  return Errno::success;
}

void StringWriter::append(const char *text, size_t length) {
  if (error != Errno::success || length > UINT32_MAX ||
      !memory.contains(bytes, length)) {
    error = Errno::fault;
    return;
  }
  __builtin_memcpy(memory.at(bytes), text, length);
  // The sum stays below the memory's size, but for a memory of exactly 4 GiB,
  // whose end is then not contained.
  bytes += uint32_t(length);
}

void StringWriter::endString() {
  append("", 1);
  if (error != Errno::success || !memory.contains(pointers, sizeof(uint32_t))) {
    error = Errno::fault;
    return;
  }
  memory.store(pointers, start);
  pointers += sizeof(uint32_t);
  start = bytes;
}

} // namespace wrt
