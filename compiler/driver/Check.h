// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_CHECK_H
#define COMPILER_DRIVER_CHECK_H

#include "compiler/driver/Options.h"
#include "llvm/Support/MemoryBufferRef.h"

namespace wasmc {

/// Whether what is compiled is to be checked: by the option, or by WASMC_CHECK
/// in the environment.
bool isCheckAsked(const CompileOptions &options);

/// An error, of the first violation, if the executable is not shown to be safe.
llvm::Error checkCompiled(llvm::MemoryBufferRef executable);

/// Returns the exit status: 0 if all files are safe.
int runCheckCommand(const CheckCommand &command);

} // namespace wasmc

#endif
