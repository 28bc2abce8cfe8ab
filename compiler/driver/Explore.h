// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_EXPLORE_H
#define COMPILER_DRIVER_EXPLORE_H

#include "compiler/driver/Options.h"

namespace wasmc {

/// Compiles a module and writes a page that shows it beside its machine code.
/// Returns the exit status.
int runExploreCommand(const ExploreCommand &command);

/// The page around the data; see ExplorePage.cpp.
extern const llvm::StringLiteral explorePageHead, explorePageTail;

} // namespace wasmc

#endif
