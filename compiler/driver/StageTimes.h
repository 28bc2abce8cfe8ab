// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_STAGETIMES_H
#define COMPILER_DRIVER_STAGETIMES_H

#include "llvm/Support/raw_ostream.h"
#include <array>
#include <atomic>
#include <chrono>

namespace wasmc {

enum class Stage : uint8_t {
  Decode, ///< And validate.
  Lower,
  Optimize,
  Emit,
  Link,
  Check,
  Count
};

/// How long each stage took, summed over threads.
class StageTimes {
public:
  /// Counts the time from its making to its end.
  class Scope {
  public:
    Scope(StageTimes &times, Stage stage)
        : times(times), stage(stage), start(Clock::now()) {}
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;
    ~Scope();

  private:
    StageTimes &times;
    Stage stage;
    std::chrono::steady_clock::time_point start;
  };

  [[nodiscard]] Scope measure(Stage stage) { return Scope(*this, stage); }

  /// One line a stage, and one for the whole since this object was made.
  void print(llvm::raw_ostream &os) const;

private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point begin = Clock::now();
  std::array<std::atomic<int64_t>, size_t(Stage::Count)> nanoseconds = {};
};

} // namespace wasmc

#endif
