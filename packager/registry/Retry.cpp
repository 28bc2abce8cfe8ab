// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/registry/Retry.h"
#include <algorithm>
#include <charconv>

namespace wpack {

bool mayRetry(const Expected<HttpResponse> &result) {
  if (!result)
    return result.error().kind == ErrorKind::Network;
  int status = result->status;
  return status == 408 || status == 429 || (status >= 500 && status != 501);
}

std::chrono::milliseconds pauseAfter(const RetryPolicy &policy, int attempt,
                                     const Expected<HttpResponse> &result) {
  std::chrono::milliseconds pause = policy.firstPause * (1 << attempt);
  if (result) {
    // The form with a date is rare and ignored.
    std::string text = result->header("retry-after");
    int seconds = 0;
    auto parsed =
        std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (parsed.ec == std::errc() && seconds > 0)
      pause = std::chrono::seconds(seconds);
  }
  return std::min<std::chrono::milliseconds>(pause, policy.longestPause);
}

} // namespace wpack
