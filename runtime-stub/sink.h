// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bytes on their way to a file, as WebAssembly's binary format writes them.
// There is no heap and the file may be a pipe, so what has its size in front is
// made twice: once to count it, once to write it.

#ifndef WRT_SINK_H
#define WRT_SINK_H

#include <stdint.h>

namespace wrt {

/// Takes bytes; counts them, or writes them as well.
class Sink {
public:
  /// One that only counts.
  Sink() = default;
  explicit Sink(int file) : file(file) {}

  void byte(uint8_t value) { bytes(&value, 1); }
  void bytes(const void *from, uint64_t length);
  void unsignedLeb(uint64_t value) {
    for (; value >= 0x80; value >>= 7)
      byte(uint8_t(value | 0x80));
    byte(uint8_t(value));
  }
  void signedLeb(int64_t value) {
    for (; value < -64 || value > 63; value >>= 7)
      byte(uint8_t(value | 0x80));
    byte(uint8_t(value & 0x7f));
  }
  void name(const char *text) {
    uint64_t length = 0;
    while (text[length])
      ++length;
    unsignedLeb(length);
    bytes(text, length);
  }
  void flush();

  uint64_t count = 0;
  long error = 0; ///< Negative once the file refused something.

private:
  void write(const uint8_t *from, uint64_t length);

  int file = -1;
  uint64_t used = 0;
  uint8_t buffer[4096];
};

/// A section of a module: its number, its size and what `contents`, called
/// twice with a Sink, puts into it.
template <typename Contents>
void writeSection(Sink &out, uint8_t id, Contents contents) {
  Sink size;
  contents(size);
  out.byte(id);
  out.unsignedLeb(size.count);
  contents(out);
}

} // namespace wrt

#endif
