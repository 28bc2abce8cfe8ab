// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LOWER_TRAPS_H
#define COMPILER_LOWER_TRAPS_H

#include "wrt/abi.h"
#include "llvm/IR/IRBuilder.h"

namespace wasmc {

/// Ends the current block with the instruction that traps. The kind is in the
/// instruction, so the signal handler needs no table.
void createTrap(llvm::IRBuilder<> &builder, wrt::Trap kind);

} // namespace wasmc

#endif
