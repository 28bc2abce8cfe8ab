// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cursor over untrusted bytes. Every read checks the bounds. The first error
// sticks: reads after it return zeros and move nothing, so a caller may look at
// failed() once after several reads.

#ifndef COMPILER_WASM_READER_H
#define COMPILER_WASM_READER_H

#include "compiler/wasm/WasmModule.h"
#include "llvm/ADT/Twine.h"

namespace wasmc {

class Reader {
public:
  explicit Reader(ByteRange range)
      : begin(range.bytes.begin()), pos(range.bytes.begin()),
        end(range.bytes.end()), base(range.offset) {}

  /// Of the next byte, in the file.
  uint64_t offset() const { return base + uint64_t(pos - begin); }
  bool atEnd() const { return pos == end; }
  size_t remaining() const { return size_t(end - pos); }
  bool failed() const { return isFailed; }
  /// Meaningful once failed().
  uint64_t errorOffset() const { return failOffset; }
  const std::string &errorMessage() const { return message; }

  void fail(uint64_t offset, const llvm::Twine &what);
  void fail(const llvm::Twine &what) { fail(offset(), what); }

  uint8_t u8() {
    if (pos == end) [[unlikely]]
      return truncated();
    return *pos++;
  }
  /// The next byte, or 0 at the end.
  uint8_t peek() const { return pos == end ? 0 : *pos; }

  uint32_t u32() {
    if (pos != end && *pos < 0x80) [[likely]]
      return *pos++;
    return uint32_t(leb(32, false));
  }
  uint64_t u64() { return leb(64, false); }
  int32_t s32() { return int32_t(leb(32, true)); }
  int64_t s33() { return int64_t(leb(33, true)); }
  int64_t s64() { return int64_t(leb(64, true)); }
  uint32_t fixed32() { return uint32_t(fixed(4)); }
  uint64_t fixed64() { return fixed(8); }

  /// `size` bytes as they are.
  ByteRange take(uint64_t size);
  /// A length and so many bytes of UTF-8.
  llvm::StringRef name();
  /// A count of things of at least one byte each, at most `limit`.
  uint32_t count(uint32_t limit, llvm::StringRef what);

private:
  const uint8_t *begin;
  const uint8_t *pos;
  const uint8_t *end;
  uint64_t base;
  bool isFailed = false;
  uint64_t failOffset = 0;
  std::string message;

  uint8_t truncated();
  uint64_t leb(unsigned bits, bool isSigned);
  uint64_t fixed(unsigned bytes);
};

} // namespace wasmc

#endif
