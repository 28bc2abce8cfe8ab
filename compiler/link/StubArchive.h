// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LINK_STUBARCHIVE_H
#define COMPILER_LINK_STUBARCHIVE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/TargetParser/Triple.h"

namespace wasmc {

/// The runtime stub for a target, as the `ar` archive embedded in this program.
llvm::StringRef stubArchive(llvm::Triple::ArchType arch);

/// The same of the runtime that is in libraries.
llvm::StringRef libraryArchive(llvm::Triple::ArchType arch);

} // namespace wasmc

#endif
