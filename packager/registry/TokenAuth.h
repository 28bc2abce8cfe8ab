// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_TOKENAUTH_H
#define WPACK_REGISTRY_TOKENAUTH_H

#include "packager/registry/Challenge.h"
#include "packager/registry/Credentials.h"
#include "packager/registry/HttpClient.h"
#include <chrono>

namespace wpack {

struct Token {
  std::string value;
  std::chrono::steady_clock::time_point expires;
};

/// Asks the token server of a Bearer challenge for a token: with credentials if
/// there are any, else as anybody. `scope` is as in
/// `repository:name:pull,push`, several separated by spaces; what the challenge
/// asks for is added. Sends nothing but over TLS or to loopback.
Expected<Token> fetchToken(HttpClient &http, const Challenge &challenge,
                           const std::string &scope,
                           const std::optional<Credentials> &credentials);

/// The value of an `Authorization` header for Basic.
std::string basicAuthorization(const Credentials &credentials);

} // namespace wpack

#endif
