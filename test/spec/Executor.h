// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef TEST_SPEC_EXECUTOR_H
#define TEST_SPEC_EXECUTOR_H

#include "compiler/backend/ObjectLinker.h"
#include "test/spec/protocol.h"
#include <memory>
#include <string>
#include <vector>

namespace spec {

/// The process that runs a script's code.
class Executor {
public:
  /// Starts `command`, the executor and what it takes to run it. Errors are the
  /// system's.
  static llvm::Expected<std::unique_ptr<Executor>>
  start(const std::vector<std::string> &command);
  ~Executor();
  Executor(const Executor &) = delete;
  Executor &operator=(const Executor &) = delete;

  /// The region, as this process and that one see it.
  wasmc::LinkRegion region() const { return mapped; }
  const Greeting &functions() const { return greeting; }

  /// Performs one request. An error means that the process is gone.
  llvm::Expected<Reply> perform(const Request &request);

private:
  Executor() = default;

  wasmc::LinkRegion mapped;
  Greeting greeting = {};
  int pid = -1;
  int to = -1, from = -1;
};

} // namespace spec

#endif
