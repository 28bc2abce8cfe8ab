// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_PROGRESS_H
#define WPACK_CLI_PROGRESS_H

#include "packager/cli/Options.h"
#include "packager/oci/CopyGraph.h"
#include <chrono>
#include <mutex>
#include <string>

namespace wpack {

/// Shows on standard error how far a transfer is: a bar on a terminal, else a
/// line now and then, and nothing with --quiet or if it is quickly over.
class Progress : public CopyProgress {
public:
  /// `verb` is as in `sending`.
  Progress(std::string verb, const Options &options);
  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;
  ~Progress() override;

  void expect(int blobs, int64_t bytes) override;
  void moved(int64_t bytes) override;
  void finished(int64_t skipped) override;

private:
  using Clock = std::chrono::steady_clock;
  void show(bool always);
  std::string bar() const;

  const std::string verb;
  const bool isQuiet;
  const bool isTerminal;
  std::mutex mutex; ///< Guards what follows.
  int blobs = 0;
  int blobsDone = 0;
  int64_t total = 0;
  int64_t done = 0;
  int64_t transferred = 0;
  bool isDrawn = false;
  Clock::time_point start = Clock::now();
  Clock::time_point lastShown = start;
};

} // namespace wpack

#endif
