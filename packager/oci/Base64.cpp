// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/Base64.h"
#include <algorithm>
#include <cstdint>

namespace wpack {

static constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string encodeBase64(std::string_view bytes) {
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += 3) {
    size_t count = std::min<size_t>(3, bytes.size() - at);
    uint32_t group = 0;
    for (size_t i = 0; i < 3; ++i)
      group = group << 8 |
              (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    for (size_t i = 0; i < 4; ++i)
      text += i <= count ? alphabet[group >> (18 - 6 * i) & 63] : '=';
  }
  return text;
}

Expected<std::string> decodeBase64(std::string_view text) {
  std::string bytes;
  size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  uint32_t group = 0;
  size_t digits = text.size() - padding;
  for (size_t at = 0; at < digits; ++at) {
    size_t value = alphabet.find(text[at]);
    if (value == std::string_view::npos)
      return fail("malformed base64");
    group = group << 6 | uint32_t(value);
    if (at % 4 != 0)
      bytes += char(group >> (6 - 2 * (at % 4)) & 0xff);
  }
  // A canonical text is the only one that encodes back to itself.
  if (encodeBase64(bytes) != text)
    return fail("malformed base64");
  return bytes;
}

} // namespace wpack
