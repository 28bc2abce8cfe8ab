// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_NODE_RUNTIMECALL_H
#define WPACK_NODE_RUNTIMECALL_H

#include "packager/oci/Error.h"
#include <span>

namespace wpack {

/// What a container engine asks of an OCI runtime, as far as it concerns us.
struct RuntimeCall {
  std::string command;      ///< `create`, `start`, …; empty: none was given.
  std::string bundle = "."; ///< Directory with config.json.
  std::string log;          ///< Where the engine looks for errors; or empty.
  bool jsonLog = false;

  /// Whether a container comes into being, which is when its entry point may
  /// need compiling.
  bool makesContainer() const {
    return command == "create" || command == "run";
  }
};

/// Reads a command line of runc or crun. What it does not know it skips: the
/// runtime behind us will judge it.
RuntimeCall parseRuntimeCall(std::span<char *const> words);

/// Reports a failure where the engine that made `call` looks for it: as the
/// last line of the log, or on stderr if there is none.
void reportFailure(const RuntimeCall &call, const Error &error);

} // namespace wpack

#endif
