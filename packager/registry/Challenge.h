// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_CHALLENGE_H
#define WPACK_REGISTRY_CHALLENGE_H

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wpack {

/// One way to authenticate that a server offers in `WWW-Authenticate`.
struct Challenge {
  std::string scheme;                        ///< Lower case: `bearer`.
  std::map<std::string, std::string> params; ///< Names in lower case.

  /// The parameter's value, or an empty string.
  std::string param(const std::string &name) const;
};

/// Reads a header value by RFC 9110: several challenges, quoted strings with
/// commas and escapes. What follows a syntax error is left out.
std::vector<Challenge> parseChallenges(std::string_view header);

} // namespace wpack

#endif
