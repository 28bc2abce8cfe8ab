// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LOWER_MEMORYADDRESS_H
#define COMPILER_LOWER_MEMORYADDRESS_H

#include "compiler/lower/FunctionLowering.h"

namespace wasmc {

/// The address of an access of `bytes` bytes. Where the address space cannot
/// make a stray access fault, code is emitted that traps first.
llvm::Value *memoryAddress(FunctionLowering &fn, const MemArg &arg,
                           llvm::Value *index, unsigned bytes);

/// The address of `length` bytes (i64) from `index`, which trap as a whole if
/// one of them is out of bounds.
llvm::Value *memoryRange(FunctionLowering &fn, uint32_t memory,
                         llvm::Value *index, llvm::Value *length);

/// The current size in bytes, i64.
llvm::Value *memoryBytes(FunctionLowering &fn, uint32_t memory);

} // namespace wasmc

#endif
