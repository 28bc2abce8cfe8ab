// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_INSPECT_H
#define COMPILER_DRIVER_INSPECT_H

#include "compiler/driver/Options.h"

namespace wasmc {

/// The commands that only tell something. They return the exit status.
int runInspectCommand(const InspectCommand &command);
int runFeaturesCommand();
int runTextCommand(const TextCommand &command);

} // namespace wasmc

#endif
