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
static constexpr size_t blockLimit = 2000;
/// Before it is known which blocks will be joined, and what of them remains.
static constexpr size_t earlyLimit = 10000;
/// Left at the end, where a call must stay with what returns its result.
static constexpr size_t blockRest = 10;

/// Cuts the block into pieces. Its phis, however many, stay in the first.
static void cutBlock(BasicBlock &block, size_t limit) {
  size_t phis = size_t(std::distance(block.phis().begin(), block.phis().end()));
  size_t rest = block.size() - phis;
  BasicBlock *piece = &block;
  for (; rest > limit + blockRest; rest -= limit) {
    piece = piece->splitBasicBlock(
        std::next(piece->getFirstNonPHIIt(), ptrdiff_t(limit)));
    BlockAddress::get(piece);
  }
}

namespace {
struct LimitBlocks : PassInfoMixin<LimitBlocks> {
  explicit LimitBlocks(size_t limit = blockLimit) : limit(limit) {}

  static bool isRequired() { return true; }
  PreservedAnalyses run(Function &function, FunctionAnalysisManager &) {
    SmallVector<BasicBlock *, 4> large;
    for (BasicBlock &block : function)
      if (block.size() > limit + blockRest)
        large.push_back(&block);
    for (BasicBlock *block : large)
      cutBlock(*block, limit);
    return large.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
  }

private:
  size_t limit;
};
} // namespace

void limitBlocks(PassBuilder &builder) {
  builder.registerPeepholeEPCallback(
      [](FunctionPassManager &passes, OptimizationLevel) {
        passes.addPass(LimitBlocks(earlyLimit));
      });
  builder.registerVectorizerStartEPCallback(
      [](FunctionPassManager &passes, OptimizationLevel) {
        passes.addPass(LimitBlocks());
      });
  // Branches have become selections since.
  builder.registerOptimizerLastEPCallback(
      [](ModulePassManager &passes, OptimizationLevel, ThinOrFullLTOPhase) {
        passes.addPass(createModuleToFunctionPassAdaptor(LimitBlocks()));
      });
}

} // namespace wasmc
