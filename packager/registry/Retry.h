// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_RETRY_H
#define WPACK_REGISTRY_RETRY_H

#include "packager/registry/HttpClient.h"
#include <chrono>

namespace wpack {

/// How often, and after what pauses, a request that may be repeated is.
struct RetryPolicy {
  int attempts = 4;
  std::chrono::milliseconds firstPause{200}; ///< Doubled each time.
  std::chrono::seconds longestPause{60};     ///< More is not waited for.
};

/// Whether repeating can help: connection errors, 408, 429 and 5xx but 501.
bool mayRetry(const Expected<HttpResponse> &result);

/// The pause after the `attempt`-th try (from 0), which gave `result`; nothing
/// if the server asks for one, by Retry-After, that is too long.
std::optional<std::chrono::milliseconds>
pauseAfter(const RetryPolicy &policy, int attempt,
           const Expected<HttpResponse> &result);

} // namespace wpack

#endif
