// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arguments and environment reach a guest alike: it asks for count and size,
// provides two buffers, and gets pointers in one and strings in the other.

#ifndef WRT_WASI_STRINGS_H
#define WRT_WASI_STRINGS_H

#include "runtime-stub/wasi/errno.h"

#include <stddef.h>
#include <stdint.h>

namespace wrt {

size_t lengthOf(const char *string);

struct StringSizes {
  uint64_t count = 0, bytes = 0;

  void add(size_t length) {
    ++count;
    bytes += length + 1;
  }
  /// Stores both at guest addresses.
  Errno store(uint32_t countAt, uint32_t bytesAt) const;
};

/// Writes strings and the pointers to them into guest memory. A guest says only
/// where its buffers begin, so all that is certain is that they end in memory.
class StringWriter {
public:
  StringWriter(uint32_t pointers, uint32_t bytes)
      : pointers(pointers), start(bytes), bytes(bytes) {}
  void append(const char *text, size_t length);
  /// Ends a string made of what was appended since the last.
  void endString();
  Errno result() const { return error; }

private:
  uint32_t pointers, start, bytes;
  Errno error = Errno::success;
};

} // namespace wrt

#endif
