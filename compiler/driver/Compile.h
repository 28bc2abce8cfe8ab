// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_COMPILE_H
#define COMPILER_DRIVER_COMPILE_H

#include "compiler/driver/Input.h"
#include "compiler/driver/Options.h"
#include "compiler/driver/StageTimes.h"

namespace wasmc {

class Cache;

/// What a compilation uses and its output does not depend on.
struct Surroundings {
  StageTimes &times;
  const Cache *cache = nullptr; ///< Of the parts of large modules.
  /// The module that was given, if pre-initialisation made another of it.
  llvm::ArrayRef<uint8_t> source = {};
};

/// The whole compiler: a module's bytes to those of an executable, or of what
/// else `options.emit` names. `policy` is the text of the policy note.
llvm::Expected<Buffer> compile(llvm::ArrayRef<uint8_t> bytes,
                               const Target &target,
                               const CompileOptions &options,
                               llvm::StringRef policy,
                               const Surroundings &surroundings);

/// The command. Prints what goes wrong; returns the exit status.
int runCompileCommand(const CompileCommand &command);

} // namespace wasmc

#endif
