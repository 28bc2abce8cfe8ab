// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_VALIDATE_H
#define COMPILER_DRIVER_VALIDATE_H

#include "compiler/driver/Options.h"

namespace wasmc {

/// The command: silent about valid modules. Returns the exit status.
int runValidateCommand(const ValidateCommand &command);

} // namespace wasmc

#endif
