// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LOWER_QUIETING_H
#define COMPILER_LOWER_QUIETING_H

#include "llvm/IR/Function.h"

namespace wasmc {

/// In wasm every arithmetic operation makes a signalling NaN quiet (3.0 section
/// 4.3.3), even one that leaves all numbers as they are, such as x * 1. LLVM
/// folds those to their operand; here they become what says no more than that.
/// The function must be in SSA form already.
void keepQuieting(llvm::Function &function);

} // namespace wasmc

#endif
