// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// IPv4 and IPv6 addresses with a port, from text.

#ifndef WRT_SOCKET_ADDRESS_H
#define WRT_SOCKET_ADDRESS_H

#include "runtime-stub/policy.h"

#include <stdint.h>

namespace wrt {

/// The kernel's struct sockaddr_in or sockaddr_in6.
struct SocketAddress {
  static constexpr uint16_t familyV4 = 2;
  static constexpr uint16_t familyV6 = 10;

  uint16_t family;
  uint8_t port[2]; ///< Most significant byte first.
  union {
    uint8_t v4[4];
    struct {
      uint32_t flow;
      uint8_t host[16];
      uint32_t scope;
    } v6;
  };

  bool isV6() const { return family == familyV6; }
  uint32_t size() const { return isV6() ? 28 : 16; }
  bool hasAnyPort() const { return !port[0] && !port[1]; }
};
static_assert(sizeof(SocketAddress) == 28);

/// Reads `1.2.3.4:80` or `[1::2]:80`. False if the text is neither.
bool parseSocketAddress(Span text, SocketAddress &address);

/// Whether who may listen on `wide` may listen on `narrow`: the same port of
/// the same address, or of any address where `wide` is all of them. All of IPv6
/// includes IPv4, as such a socket does.
bool covers(const SocketAddress &wide, const SocketAddress &narrow);

} // namespace wrt

#endif
