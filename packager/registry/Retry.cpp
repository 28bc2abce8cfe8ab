// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/registry/Retry.h"
#include <algorithm>
#include <charconv>
#include <ctime>

namespace wpack {

bool mayRetry(const Expected<HttpResponse> &result) {
  if (!result)
    return result.error().kind == ErrorKind::Network;
  int status = result->status;
  return status == 408 || status == 429 || (status >= 500 && status != 501);
}

/// Retry-After: a number of seconds, or a date. Nothing if it is neither.
static std::optional<std::chrono::seconds>
parseRetryAfter(const std::string &text) {
  int64_t seconds = 0;
  const char *end = text.data() + text.size();
  if (auto parsed = std::from_chars(text.data(), end, seconds);
      parsed.ec == std::errc() && parsed.ptr == end && seconds >= 0)
    return std::chrono::seconds(std::min<int64_t>(seconds, 1 << 30));
  std::tm date = {};
  if (!::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &date))
    return std::nullopt;
  int64_t wait = ::timegm(&date) - std::time(nullptr);
  return std::chrono::seconds(std::clamp<int64_t>(wait, 0, 1 << 30));
}

std::optional<std::chrono::milliseconds>
pauseAfter(const RetryPolicy &policy, int attempt,
           const Expected<HttpResponse> &result) {
  std::chrono::milliseconds pause = policy.firstPause * (1 << attempt);
  if (result)
    if (auto asked = parseRetryAfter(result->header("retry-after"))) {
      if (*asked > policy.longestPause)
        return std::nullopt;
      pause = std::max<std::chrono::milliseconds>(pause, *asked);
    }
  return std::min<std::chrono::milliseconds>(pause, policy.longestPause);
}

} // namespace wpack
