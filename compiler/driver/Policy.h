// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_POLICY_H
#define COMPILER_DRIVER_POLICY_H

#include "compiler/driver/Options.h"

namespace wasmc {

/// The command that prints an executable's policy or replaces it. Returns the
/// exit status.
int runPolicyCommand(const PolicyCommand &command);

} // namespace wasmc

#endif
