// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_URL_H
#define WPACK_REGISTRY_URL_H

#include "packager/oci/Error.h"
#include <string>
#include <string_view>

namespace wpack {

/// An absolute http or https URL.
struct Url {
  std::string scheme; ///< `http` or `https`.
  std::string host;   ///< With port if it was given.
  std::string target; ///< Path and query, starting with '/'.

  static Expected<Url> parse(std::string_view text);
  /// What a `Location` received with this URL means.
  Expected<Url> resolve(std::string_view location) const;
  /// Adds a query parameter to those that are there.
  Url withQuery(std::string_view key, std::string_view value) const;
  std::string str() const { return concat(scheme, "://", host, target); }
  /// Without the query, which may hold secrets: for messages.
  std::string redacted() const;
  bool sameOrigin(const Url &other) const {
    return scheme == other.scheme && host == other.host;
  }
};

/// True for `localhost`, 127.0.0.0/8 and ::1, with or without port.
bool isLoopback(std::string_view host);

/// Percent-encodes everything but letters, digits and `-._~`.
std::string percentEncode(std::string_view text);

} // namespace wpack

#endif
