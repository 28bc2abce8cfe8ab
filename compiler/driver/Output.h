// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_OUTPUT_H
#define COMPILER_DRIVER_OUTPUT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace wasmc {

struct OutputOptions {
  bool executable = true; ///< Sets the x bits that the umask lets through.
  bool durable = false;   ///< On the disk before it has its name.
  /// What replaces a file has its permissions instead.
  bool keepsMode = false;
};

/// Writes a file that is there whole or not at all; standard output if `path`
/// is `-`. What is not a regular file (a device, a pipe) is written to as it
/// is.
llvm::Error writeOutput(llvm::StringRef path, llvm::StringRef contents,
                        OutputOptions options);

} // namespace wasmc

#endif
