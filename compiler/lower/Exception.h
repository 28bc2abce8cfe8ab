// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LOWER_EXCEPTION_H
#define COMPILER_LOWER_EXCEPTION_H

#include "compiler/wasm/Types.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Support/Allocator.h"

namespace wasmc {

/// What the exceptions thrown within a try come to: its clauses, or those of
/// the try around it.
struct ExceptionHandler {
  ExceptionHandler *outer = nullptr;
  /// Where calls within unwind to; made with the first of them.
  llvm::BasicBlock *pad = nullptr;
  /// Where the clause is chosen, with the exception and its tag.
  llvm::BasicBlock *dispatch = nullptr;
  llvm::PHINode *exception = nullptr;
  llvm::PHINode *tag = nullptr;

  struct Clause {
    uint32_t tag; ///< Its id.
    llvm::BasicBlock *block;
  };
  llvm::SmallVector<Clause, 2> clauses;
  llvm::BasicBlock *otherwise = nullptr; ///< catch_all; null if there is none.

  bool isClosed = false; ///< All clauses are there.

  /// Whether a clause takes exceptions of a tag.
  bool handles(uint32_t tagId) const;
};

/// How the values of a tag lie in an exception.
struct ExceptionLayout {
  llvm::SmallVector<uint64_t, 4> offsets; ///< From the exception's start.
  uint64_t bytes; ///< Of the whole exception, a multiple of 16.
};
ExceptionLayout exceptionLayout(llvm::ArrayRef<ValType> values);

} // namespace wasmc

#endif
