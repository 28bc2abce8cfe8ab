// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_DIAGNOSTICS_H
#define COMPILER_DRIVER_DIAGNOSTICS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace wasmc {

/// Exit statuses of wasmc's own: what it was asked for cannot be done, or
/// cannot be understood.
constexpr int failure = 1;
constexpr int usageFailure = 2;

/// Prints `error` on one line: `wasmc: FILE:0x1a3: func 12 "foo": …` for a
/// fault of the module, `wasmc: FILE: …` for others, or `wasmc: …` if no file
/// is named. Returns `failure`.
int reportError(llvm::StringRef file, llvm::Error error);

/// Likewise for a fault of the command line; returns `usageFailure`.
int reportUsageError(llvm::Error error);

/// Has LLVM's own fatal errors come out as one line, too.
void installFatalErrorHandler();

} // namespace wasmc

#endif
