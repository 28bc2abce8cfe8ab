// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An index of linear memory is 32 bits wide, an address 64. On x86-64 an
// operation on 32 bits clears the upper half of its register, so extending its
// result costs nothing; but code generation, which sees one block at a time,
// does not know that of a phi and copies the register once more. So a web of
// phis becomes 64 bits wide, and what goes into it is extended where it is
// made.

#include "compiler/backend/WideIndices.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace wasmc {

namespace {

/// Phis that are operands of one another; larger webs are left alone.
constexpr size_t largestWeb = 64;

class Web {
public:
  explicit Web(PHINode *first) { phis.insert(first); }

  /// Whether all that goes in can be extended at no more than what extending at
  /// the uses costs.
  bool collect(const LoopInfo &loops);
  void widen();

  const SmallSetVector<PHINode *, 8> &members() const { return phis; }

private:
  SmallSetVector<PHINode *, 8> phis;
  /// Inputs that are no phis, and what they become.
  MapVector<Value *, Value *> inputs;
  DenseMap<PHINode *, PHINode *> wide;

  bool isCheap(const Instruction &input, const LoopInfo &loops) const;
  Value *widened(Value *value);
  void replaceUses(PHINode *phi);
};

} // namespace

/// Whether the instruction that the operation becomes clears the upper half.
static bool clearsUpperHalf(const Instruction &instruction) {
  return isa<BinaryOperator, LoadInst, ZExtInst, SelectInst>(instruction);
}

bool Web::isCheap(const Instruction &input, const LoopInfo &loops) const {
  if (input.isTerminator())
    return false;
  if (clearsUpperHalf(input))
    return true;
  return loops.getLoopDepth(input.getParent()) <
         loops.getLoopDepth(phis.front()->getParent());
}

bool Web::collect(const LoopInfo &loops) {
  for (size_t i = 0; i < phis.size(); ++i)
    for (Value *value : phis[i]->incoming_values()) {
      if (auto *phi = dyn_cast<PHINode>(value)) {
        phis.insert(phi);
        if (phis.size() > largestWeb)
          return false;
        continue;
      }
      auto *input = dyn_cast<Instruction>(value);
      if (input && !isCheap(*input, loops))
        return false;
      inputs.insert({value, nullptr});
    }
  return true;
}

/// The value with 64 bits. An instruction is extended right behind itself,
/// where both are one.
Value *Web::widened(Value *value) {
  if (auto *phi = dyn_cast<PHINode>(value))
    return wide[phi];
  Value *&found = inputs[value];
  if (found)
    return found;
  Type *i64 = Type::getInt64Ty(value->getContext());
  if (auto *constant = dyn_cast<ConstantInt>(value))
    return found = ConstantInt::get(i64, constant->getZExtValue());
  IRBuilder<> builder(value->getContext());
  if (auto *input = dyn_cast<Instruction>(value)) {
    builder.SetInsertPoint(input->getNextNode());
  } else {
    BasicBlock &entry = phis.front()->getFunction()->getEntryBlock();
    builder.SetInsertPoint(entry.getFirstNonPHIOrDbgOrAlloca());
  }
  return found = builder.CreateZExt(value, i64);
}

/// Extensions become the wide phi; others take its lower half, each in its own
/// block, so that the two are never alive at once.
void Web::replaceUses(PHINode *phi) {
  DenseMap<BasicBlock *, Value *> narrowed;
  for (Use &use : make_early_inc_range(phi->uses())) {
    auto *user = cast<Instruction>(use.getUser());
    auto *userPhi = dyn_cast<PHINode>(user);
    if (userPhi && phis.contains(userPhi))
      continue;
    if (isa<ZExtInst>(user) && user->getType()->isIntegerTy(64)) {
      user->replaceAllUsesWith(wide[phi]);
      user->eraseFromParent();
      continue;
    }
    BasicBlock *block =
        userPhi ? userPhi->getIncomingBlock(use) : user->getParent();
    Value *&low = narrowed[block];
    if (!low) {
      IRBuilder<> builder(block, block->getFirstInsertionPt());
      low = builder.CreateTrunc(wide[phi], phi->getType());
    }
    use.set(low);
  }
}

void Web::widen() {
  for (PHINode *phi : phis) {
    IRBuilder<> builder(phi);
    wide[phi] =
        builder.CreatePHI(builder.getInt64Ty(), phi->getNumIncomingValues());
  }
  for (PHINode *phi : phis)
    for (unsigned i = 0; i < phi->getNumIncomingValues(); ++i)
      wide[phi]->addIncoming(widened(phi->getIncomingValue(i)),
                             phi->getIncomingBlock(i));
  for (PHINode *phi : phis)
    replaceUses(phi);
  for (PHINode *phi : phis)
    phi->dropAllReferences();
  for (PHINode *phi : phis)
    phi->eraseFromParent();
}

PreservedAnalyses WidenIndices::run(Function &function,
                                    FunctionAnalysisManager &analyses) {
  SmallSetVector<PHINode *, 16> extended;
  for (Instruction &instruction : instructions(function))
    if (isa<ZExtInst>(instruction) && instruction.getType()->isIntegerTy(64))
      if (auto *phi = dyn_cast<PHINode>(instruction.getOperand(0));
          phi && phi->getType()->isIntegerTy(32))
        extended.insert(phi);
  const LoopInfo &loops = analyses.getResult<LoopAnalysis>(function);
  SmallPtrSet<PHINode *, 16> gone;
  for (PHINode *phi : extended) {
    if (gone.contains(phi))
      continue;
    Web web(phi);
    if (!web.collect(loops))
      continue;
    gone.insert_range(web.members());
    web.widen();
  }
  PreservedAnalyses kept;
  kept.preserveSet<CFGAnalyses>();
  return kept;
}

} // namespace wasmc
