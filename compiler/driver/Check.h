// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_CHECK_H
#define COMPILER_DRIVER_CHECK_H

#include "compiler/driver/Options.h"

namespace wasmc {

/// Returns the exit status: 0 if all files are safe.
int runCheckCommand(const CheckCommand &command);

} // namespace wasmc

#endif
