// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/socket_address.h"

namespace wrt {
namespace {

/// A decimal number of at most `most`, without needless zeros.
bool parseDecimal(Span text, uint32_t most, uint32_t &value) {
  if (!text.length || text.length > 5 ||
      (text.length > 1 && text.begin[0] == '0'))
    return false;
  value = 0;
  for (size_t i = 0; i < text.length; ++i) {
    uint32_t digit = uint32_t(text.begin[i]) - '0';
    if (digit > 9)
      return false;
    value = value * 10 + digit;
  }
  return value <= most;
}

bool parseV4(Span text, uint8_t (&host)[4]) {
  for (uint8_t &byte : host) {
    uint32_t value;
    if (!parseDecimal(text.cut('.'), UINT8_MAX, value))
      return false;
    byte = uint8_t(value);
  }
  return text.length == 0;
}

bool parseV6(Span text, uint8_t (&host)[16]) {
  constexpr size_t most = 8, noGap = most + 1;
  uint16_t groups[most];
  size_t count = 0, gap = noGap;
  bool mayBegin = true;   // A group, here.
  bool mustBegin = false; // After a single colon.
  for (size_t i = 0; i < text.length;) {
    if (text.begin[i] == ':') {
      bool twice = i + 1 < text.length && text.begin[i + 1] == ':';
      if (twice ? gap != noGap : mayBegin)
        return false;
      gap = twice ? count : gap;
      mayBegin = true;
      mustBegin = !twice;
      i += twice ? 2 : 1;
      continue;
    }
    if (!mayBegin || count == most)
      return false;
    uint32_t value = 0;
    size_t begin = i;
    for (; i < text.length && hexDigit(text.begin[i]) >= 0; ++i)
      value = value << 4 | uint32_t(hexDigit(text.begin[i]));
    if (i == begin || i - begin > 4)
      return false;
    groups[count++] = uint16_t(value);
    mayBegin = mustBegin = false;
  }
  if (mustBegin || (gap == noGap ? count != most : count == most))
    return false;
  // What stands behind the gap belongs at the end.
  __builtin_memset(host, 0, sizeof(host));
  for (size_t i = 0; i < count; ++i) {
    size_t at = i < gap ? i : most - count + i;
    host[2 * at] = uint8_t(groups[i] >> 8);
    host[2 * at + 1] = uint8_t(groups[i]);
  }
  return true;
}

const uint8_t *hostOf(const SocketAddress &address, size_t &size) {
  size = address.isV6() ? sizeof(address.v6.host) : sizeof(address.v4);
  return address.isV6() ? address.v6.host : address.v4;
}

} // namespace

bool parseSocketAddress(Span text, SocketAddress &address) {
  address = {};
  bool isV6 = text.length && text.begin[0] == '[';
  address.family = isV6 ? SocketAddress::familyV6 : SocketAddress::familyV4;
  if (isV6) {
    text.cut('[');
    if (!parseV6(text.cut(']'), address.v6.host) || text.cut(':').length)
      return false;
  } else if (!parseV4(text.cut(':'), address.v4)) {
    return false;
  }
  uint32_t port;
  if (!parseDecimal(text, UINT16_MAX, port))
    return false;
  address.port[0] = uint8_t(port >> 8);
  address.port[1] = uint8_t(port);
  return true;
}

bool covers(const SocketAddress &wide, const SocketAddress &narrow) {
  if (wide.port[0] != narrow.port[0] || wide.port[1] != narrow.port[1])
    return false;
  size_t size, otherSize;
  const uint8_t *host = hostOf(wide, size);
  const uint8_t *other = hostOf(narrow, otherSize);
  bool isAll = true, isSame = size == otherSize;
  for (size_t i = 0; i < size; ++i) {
    isAll = isAll && !host[i];
    isSame = isSame && host[i] == other[i];
  }
  return isSame || (isAll && (wide.isV6() || !narrow.isV6()));
}

} // namespace wrt
