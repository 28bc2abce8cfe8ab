// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_CPUNEEDS_H
#define COMPILER_DRIVER_CPUNEEDS_H

#include "compiler/backend/Target.h"
#include "wrt/abi.h"

namespace wasmc {

/// What an executable for `target` checks of the CPU at its start.
wrt::CpuNeeds cpuNeeds(const Target &target);

} // namespace wasmc

#endif
