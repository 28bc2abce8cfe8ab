// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Progress.h"
#include "packager/cli/Session.h"
#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace wpack {

Progress::Progress(std::string verb, const Options &options)
    : verb(std::move(verb)), isQuiet(options.quiet),
      isTerminal(::isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
  if (isDrawn)
    std::fputs("\r\x1b[K", stderr);
}

void Progress::expect(int moreBlobs, int64_t bytes) {
  std::lock_guard guard(mutex);
  blobs += moreBlobs;
  total += bytes;
}

void Progress::moved(int64_t bytes) {
  std::lock_guard guard(mutex);
  done += bytes;
  transferred += bytes;
  show(false);
}

void Progress::finished(int64_t skipped) {
  std::lock_guard guard(mutex);
  ++blobsDone;
  done += skipped;
  show(blobsDone == blobs);
}

std::string Progress::bar() const {
  constexpr int64_t width = 30;
  int64_t full =
      total > 0 ? std::clamp<int64_t>(done * width / total, 0, width) : width;
  return concat("[", std::string(size_t(full), '#'),
                std::string(size_t(width - full), '.'), "] ");
}

/// The caller holds the mutex. A transfer of less than a second shows nothing.
void Progress::show(bool always) {
  using namespace std::chrono_literals;
  Clock::time_point now = Clock::now();
  Clock::duration pause = isTerminal ? 100ms : 5000ms;
  bool isDue = now - lastShown >= pause || (always && isDrawn);
  if (isQuiet || now - start < 1s || !isDue)
    return;
  lastShown = now;
  auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(now - start)
          .count();
  std::string line = concat(
      humanSize(done), " of ", humanSize(total), ", ", blobsDone, " of ", blobs,
      " blobs, ",
      humanSize(transferred * 1000 / std::max<int64_t>(milliseconds, 1)), "/s");
  if (isTerminal)
    line = concat("\r", verb, " ", bar(), line, "\x1b[K");
  else
    line = concat("wpack: ", verb, ": ", line, "\n");
  std::fputs(line.c_str(), stderr);
  isDrawn |= isTerminal;
}

} // namespace wpack
