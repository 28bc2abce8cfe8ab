// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LOWER_COUNTERS_H
#define COMPILER_LOWER_COUNTERS_H

#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/IRBuilder.h"
#include <vector>

namespace wasmc {

/// The counters of one part of a program that makes a profile: the records of
/// wrt/profile.h, as data.
class Counters {
public:
  explicit Counters(llvm::Module &ir);

  /// Adds `ways` counters for the places from `place` on, and code that counts
  /// in number `way` (i32, below `ways`) of them. `tag` marks that code's
  /// accesses.
  void count(llvm::IRBuilder<> &builder, uint32_t function, uint32_t place,
             llvm::Value *way, unsigned ways, llvm::MDNode *tag);

  /// Defines the data. Nothing may be counted afterwards.
  void define();

private:
  llvm::Module &ir;
  llvm::GlobalVariable *declared;
  std::vector<uint64_t> words;
};

} // namespace wasmc

#endif
