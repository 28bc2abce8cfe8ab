// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/Reader.h"
#include "llvm/Support/ConvertUTF.h"

namespace wasmc {

void Reader::fail(uint64_t offset, const llvm::Twine &what) {
  if (isFailed)
    return;
  isFailed = true;
  failOffset = offset;
  message = what.str();
  pos = end;
}

uint8_t Reader::truncated() {
  fail("unexpected end of input");
  return 0;
}

/// LEB128 of at most ceil(bits / 7) bytes, whose unused high bits must be
/// copies of the sign (or zero): 3.0 section 5.2.2.
uint64_t Reader::leb(unsigned bits, bool isSigned) {
  uint64_t start = offset();
  uint64_t value = 0;
  unsigned shift = 0;
  while (true) {
    uint8_t byte = u8();
    if (isFailed)
      return 0;
    value |= uint64_t(byte & 0x7f) << shift;
    unsigned left = bits - shift; // Bits of the value this byte may carry.
    if (left < 7) {
      uint8_t unused = uint8_t((byte & 0x7f) >> (isSigned ? left - 1 : left));
      uint8_t ones = uint8_t(0x7f >> (left - 1));
      if (byte & 0x80) {
        fail(start, "integer representation too long");
        return 0;
      }
      if (unused != 0 && !(isSigned && unused == ones)) {
        fail(start, "integer too large");
        return 0;
      }
    }
    shift += 7;
    if (!(byte & 0x80)) {
      if (isSigned && shift < 64 && (byte & 0x40))
        value |= ~uint64_t(0) << shift;
      return value;
    }
    if (shift >= bits) {
      fail(start, "integer representation too long");
      return 0;
    }
  }
}

uint64_t Reader::fixed(unsigned bytes) {
  if (remaining() < bytes)
    return truncated();
  uint64_t value = 0;
  for (unsigned i = 0; i < bytes; ++i)
    value |= uint64_t(pos[i]) << (8 * i);
  pos += bytes;
  return value;
}

ByteRange Reader::take(uint64_t size) {
  ByteRange range{{}, offset()};
  if (size > remaining()) {
    fail("unexpected end of input: " + llvm::Twine(size) + " bytes wanted, " +
         llvm::Twine(remaining()) + " left");
    return range;
  }
  range.bytes = {pos, size_t(size)};
  pos += size;
  return range;
}

llvm::StringRef Reader::name() {
  uint64_t start = offset();
  uint32_t size = u32();
  ByteRange range = take(size);
  if (isFailed)
    return {};
  const llvm::UTF8 *text = range.bytes.begin();
  if (!llvm::isLegalUTF8String(&text, range.bytes.end())) {
    fail(start, "malformed UTF-8 encoding");
    return {};
  }
  return {reinterpret_cast<const char *>(range.bytes.data()),
          range.bytes.size()};
}

uint32_t Reader::count(uint32_t limit, llvm::StringRef what) {
  uint64_t start = offset();
  uint32_t n = u32();
  if (n > limit)
    fail(start, "too many " + what + ": " + llvm::Twine(n) + ", the limit is " +
                    llvm::Twine(limit));
  else if (n > remaining())
    fail(start, "unexpected end of input: " + llvm::Twine(n) + " " + what +
                    " announced, " + llvm::Twine(remaining()) + " bytes left");
  return isFailed ? 0 : n;
}

} // namespace wasmc
