// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A block that is cut would be joined again by the next pass that simplifies
// control flow, were it not for one thing: a block whose address is taken
// stays. So the address of each piece is taken, and used for nothing.

#include "compiler/backend/BlockLimit.h"
#include "llvm/IR/Constants.h"
#include "llvm/Passes/PassBuilder.h"

using namespace llvm;

namespace wasmc {

/// Instructions in a block. Hand-written programs hardly come near it.
static constexpr size_t blockLimit = 5000;
/// Left at the end, where a call must stay with what returns its result.
static constexpr size_t blockRest = 10;

/// Cuts the block into pieces. Its phis, however many, stay in the first.
static void cutBlock(BasicBlock &block) {
  size_t phis = size_t(std::distance(block.phis().begin(), block.phis().end()));
  size_t rest = block.size() - phis;
  BasicBlock *piece = &block;
  for (; rest > blockLimit + blockRest; rest -= blockLimit) {
    piece = piece->splitBasicBlock(
        std::next(piece->getFirstNonPHIIt(), blockLimit));
    BlockAddress::get(piece);
  }
}

namespace {
struct LimitBlocks : PassInfoMixin<LimitBlocks> {
  static bool isRequired() { return true; }
  PreservedAnalyses run(Function &function, FunctionAnalysisManager &) {
    SmallVector<BasicBlock *, 4> large;
    for (BasicBlock &block : function)
      if (block.size() > blockLimit + blockRest)
        large.push_back(&block);
    for (BasicBlock *block : large)
      cutBlock(*block);
    return large.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
  }
};
} // namespace

void limitBlocks(PassBuilder &builder) {
  builder.registerVectorizerStartEPCallback(
      [](FunctionPassManager &passes, OptimizationLevel) {
        passes.addPass(LimitBlocks());
      });
}

} // namespace wasmc
