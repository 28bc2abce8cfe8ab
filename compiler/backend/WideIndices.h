// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_BACKEND_WIDEINDICES_H
#define COMPILER_BACKEND_WIDEINDICES_H

#include "llvm/IR/PassManager.h"

namespace wasmc {

/// Makes 32-bit values that meet in phis 64 bits wide where they serve as
/// indices, so that they are zero-extended where they are made and not where
/// they are used. For targets on which 32-bit operations clear the upper half
/// of a register; to run behind the reduction of loops' strength.
struct WidenIndices : llvm::PassInfoMixin<WidenIndices> {
  llvm::PreservedAnalyses run(llvm::Function &function,
                              llvm::FunctionAnalysisManager &analyses);
};

} // namespace wasmc

#endif
