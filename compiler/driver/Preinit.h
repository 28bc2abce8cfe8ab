// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_PREINIT_H
#define COMPILER_DRIVER_PREINIT_H

#include "compiler/driver/Input.h"
#include "compiler/driver/Options.h"

namespace wasmc {

/// Runs the initialisation that the command asks for, and returns the module
/// that begins where it ended; null if the command asks for none. What it
/// writes to its standard streams goes to stderr.
llvm::Expected<Buffer> preinitialise(const CompileCommand &command,
                                     const llvm::MemoryBuffer &module);

} // namespace wasmc

#endif
