// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_PROGRESS_H
#define COMPILER_DRIVER_PROGRESS_H

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>

namespace wasmc {

/// A line on standard error that says how far a compilation is, if that is a
/// terminal and it takes more than a second. Gone when this object is.
class Progress {
public:
  explicit Progress(size_t parts);
  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;
  ~Progress();

  /// From any thread.
  void finishPart() { ++finished; }

private:
  const size_t parts;
  std::atomic<size_t> finished = 0;
  std::mutex mutex;
  std::condition_variable ending;
  bool isEnding = false;
  std::thread writer;

  void write();
};

} // namespace wasmc

#endif
