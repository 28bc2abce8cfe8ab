// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LOWER_TABLEACCESS_H
#define COMPILER_LOWER_TABLEACCESS_H

#include "compiler/lower/FunctionLowering.h"

namespace wasmc {

/// The code that entry `index` of a table refers to, after the checks of an
/// indirect call: index in bounds, entry not null, type as expected.
llvm::Value *loadCallee(FunctionLowering &fn, uint32_t table,
                        llvm::Value *index, uint32_t type);

/// The code of a funcref that is not null.
llvm::Value *loadFuncRefCode(FunctionLowering &fn, llvm::Value *ref);

} // namespace wasmc

#endif
