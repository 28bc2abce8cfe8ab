// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_RUN_H
#define COMPILER_DRIVER_RUN_H

#include "compiler/driver/Options.h"

namespace wasmc {

/// The command: this process becomes the program. Returns only on failure, with
/// the exit status.
int runRunCommand(const RunCommand &command);

} // namespace wasmc

#endif
