// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LOWER_TABLEACCESS_H
#define COMPILER_LOWER_TABLEACCESS_H

#include "compiler/lower/FunctionLowering.h"

namespace wasmc {

/// The code that entry `index` of a table refers to, after the checks of an
/// indirect call: index in bounds, entry not null, type as expected.
llvm::Value *loadCallee(FunctionLowering &fn, uint32_t table,
                        llvm::Value *index, uint32_t type);

/// The code that `ref` refers to, a reference to functions of `type` or null.
/// Traps if it is null and `isNullable`.
llvm::Value *loadReferencedCode(FunctionLowering &fn, llvm::Value *ref,
                                uint32_t type, bool isNullable);

} // namespace wasmc

#endif
