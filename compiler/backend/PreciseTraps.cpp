// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// To LLVM a load has no effect but its value: one that nothing needs is
// deleted, one that only a branch needs may move there, and of one whose upper
// bytes nobody reads only the lower are read. To WebAssembly each may be a
// trap. Volatile loads would keep it, but end vectorisation.
//
// So each load is followed by a touch, a call to an intrinsic that stands for
// an effect on memory nobody else sees: passes neither delete it nor move the
// load beyond it, and are otherwise hardly hindered. Before the vectorisers,
// which it would hinder, a touch goes that an access before it makes needless:
// one of the same address that will stay where it is. At the end those loads
// become volatile that code generation might lose.
//
// A store keeps itself. It goes only for a later one to the same place, before
// anything could tell the difference.

#include "compiler/backend/PreciseTraps.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/Analysis/DemandedBits.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Passes/PassBuilder.h"

using namespace llvm;

namespace wasmc {

static bool isGuestLoad(const Instruction &instruction) {
  auto *load = dyn_cast<LoadInst>(&instruction);
  if (!load)
    return false;
  MDNode *tag = load->getMetadata(LLVMContext::MD_tbaa);
  if (!tag)
    return false;
  auto *type = dyn_cast<MDNode>(tag->getOperand(0));
  auto *name = type ? dyn_cast<MDString>(type->getOperand(0)) : nullptr;
  return name && name->getString() == "memory";
}

static uint64_t bytesOf(Type *type) {
  return type->getPrimitiveSizeInBits().getFixedValue() / 8;
}

// Touches

static IntrinsicInst *asTouch(Instruction &instruction) {
  auto *call = dyn_cast<IntrinsicInst>(&instruction);
  return call && call->getIntrinsicID() == Intrinsic::var_annotation ? call
                                                                     : nullptr;
}

static uint64_t bytesOf(const IntrinsicInst *touch) {
  return cast<ConstantInt>(touch->getArgOperand(3))->getZExtValue();
}

static void addTouches(Function &function) {
  SmallVector<LoadInst *, 32> loads;
  for (Instruction &instruction : instructions(function))
    if (isGuestLoad(instruction))
      loads.push_back(cast<LoadInst>(&instruction));
  IRBuilder<> builder(function.getContext());
  Constant *none = ConstantPointerNull::get(builder.getPtrTy());
  for (LoadInst *load : loads) {
    builder.SetInsertPoint(load->getNextNode());
    builder.CreateIntrinsic(
        Intrinsic::var_annotation, {none->getType(), none->getType()},
        {load->getPointerOperand(), none, none,
         builder.getInt32(uint32_t(bytesOf(load->getType()))), none});
  }
}

// What stays where it is

namespace {
/// Where a value is needed: a block, or the edge from it to `next`.
struct Place {
  const BasicBlock *block = nullptr;
  const BasicBlock *next = nullptr;
  bool operator==(const Place &) const = default;
};

/// Tells which values cannot be moved out of their block, downwards, because
/// something that stays needs them there or in several places below.
class Anchors {
  const DominatorTree &dominators;
  const LoopInfo *loops;
  DenseMap<const Instruction *, Place> places;

  void add(Place &place, Place other) const {
    if (!place.block)
      place = other;
    else if (other.block && place != other)
      place = {dominators.findNearestCommonDominator(place.block, other.block)};
  }

  Place placeOf(const Use &use) const {
    auto *user = cast<Instruction>(use.getUser());
    if (auto *phi = dyn_cast<PHINode>(user)) {
      const BasicBlock *from = phi->getIncomingBlock(use);
      bool isOnEdge = from->getTerminator()->getNumSuccessors() > 1;
      return {from, isOnEdge ? phi->getParent() : nullptr};
    }
    bool stays =
        user->isTerminator() ? isLasting(*user) : user->mayHaveSideEffects();
    return stays ? Place{user->getParent()} : places.lookup(user);
  }

  bool isLasting(const Instruction &terminator) const {
    if (!loops || isa<ReturnInst>(terminator))
      return true;
    const Loop *loop = loops->getLoopFor(terminator.getParent());
    return loop && loop->isInnermost();
  }

public:
  /// With `loops`, the passes to come may find that both ways of a branch are
  /// one. Those of innermost loops count as staying all the same: the loops
  /// would not be vectorised otherwise.
  Anchors(Function &function, const DominatorTree &dominators,
          const LoopInfo *loops = nullptr)
      : dominators(dominators), loops(loops) {
    for (const BasicBlock *block : post_order(&function))
      for (const Instruction &instruction : reverse(*block)) {
        Place place;
        for (const Use &use : instruction.uses())
          add(place, placeOf(use));
        if (place.block)
          places[&instruction] = place;
      }
  }

  /// Code generation may put what only an edge needs onto the edge; passes over
  /// IR do not.
  bool holds(const LoadInst &load, bool againstEdges) const {
    Place place = places.lookup(&load);
    return place.block == load.getParent() && !(againstEdges && place.next);
  }
};
} // namespace

/// Whether passes may read fewer bytes than the load does by looking at what
/// its value is used for.
static bool mayBecomeLanes(const LoadInst &load) {
  if (!load.getType()->isVectorTy())
    return false;
  return all_of(load.users(), [](const User *user) {
    return isa<ExtractElementInst, ShuffleVectorInst, CastInst>(user);
  });
}

/// The access that makes a touch needless, or null.
static Instruction *findAccess(IntrinsicInst *touch,
                               const DominatorTree &dominators) {
  Value *address = touch->getArgOperand(0);
  if (isa<Constant>(address)) { // Its users may be of all functions.
    Instruction *before = touch->getPrevNode();
    auto *load = dyn_cast_or_null<LoadInst>(before);
    return load && load->getPointerOperand() == address &&
                   bytesOf(load->getType()) >= bytesOf(touch)
               ? load
               : nullptr;
  }
  Instruction *best = nullptr;
  for (User *user : address->users()) {
    auto *access = cast<Instruction>(user);
    if (getLoadStorePointerOperand(access) != address ||
        bytesOf(getLoadStoreType(access)) < bytesOf(touch) ||
        !dominators.dominates(access, touch))
      continue;
    if (isa<StoreInst>(access) || cast<LoadInst>(access)->isVolatile())
      return access;
    best = access;
  }
  return best;
}

// Before the vectorisers

static void removeNeedless(Function &function, const DominatorTree &dominators,
                           const LoopInfo &loops) {
  Anchors anchors(function, dominators, &loops);
  for (Instruction &instruction : make_early_inc_range(instructions(function)))
    if (IntrinsicInst *touch = asTouch(instruction)) {
      Instruction *access = findAccess(touch, dominators);
      auto *load = dyn_cast_or_null<LoadInst>(access);
      if (access && (!load || load->isVolatile() ||
                     (anchors.holds(*load, /*againstEdges=*/false) &&
                      !mayBecomeLanes(*load))))
        touch->eraseFromParent();
    }
}

// At the end

/// Linear memory ends in one place, so its last byte stands for all.
static void readLastByte(IntrinsicInst *touch) {
  IRBuilder<> builder(touch);
  Value *last = builder.CreateConstInBoundsGEP1_64(
      builder.getInt8Ty(), touch->getArgOperand(0), bytesOf(touch) - 1);
  builder.CreateAlignedLoad(builder.getInt8Ty(), last, Align(1),
                            /*isVolatile=*/true);
}

static void settleTouches(Function &function, const DominatorTree &dominators) {
  for (Instruction &instruction : make_early_inc_range(instructions(function)))
    if (IntrinsicInst *touch = asTouch(instruction)) {
      Instruction *access = findAccess(touch, dominators);
      auto *load = dyn_cast_or_null<LoadInst>(access);
      if (!access)
        readLastByte(touch);
      else if (load && !isGuestLoad(*load)) // The others pinLoads() looks at.
        load->setVolatile(true);
      touch->eraseFromParent();
    }
}

/// The store, if any, that puts the value back to where it came from with some
/// bits changed.
static StoreInst *findUpdate(LoadInst &load) {
  Value *value = &load;
  for (int steps = 0; steps < 3 && value->hasOneUse(); ++steps) {
    User *user = *value->user_begin();
    if (auto *store = dyn_cast<StoreInst>(user))
      return store->getPointerOperand() == load.getPointerOperand() ? store
                                                                    : nullptr;
    auto *operation = dyn_cast<BinaryOperator>(user);
    if (!operation || !operation->isBitwiseLogicOp())
      return nullptr;
    value = operation;
  }
  return nullptr;
}

/// Whether code generation might read fewer bytes, or read only one of two
/// addresses.
static bool mayShrink(LoadInst &load, DemandedBits &demanded) {
  if (mayBecomeLanes(load))
    return true;
  if (load.hasOneUse() && isa<SelectInst, BitCastInst>(*load.user_begin()))
    return true;
  auto *type = dyn_cast<IntegerType>(load.getType());
  return type && demanded.getDemandedBits(&load).countl_zero() >= 8;
}

static void pinLoads(Function &function, const DominatorTree &dominators,
                     DemandedBits &demanded) {
  Anchors anchors(function, dominators);
  for (Instruction &instruction : instructions(function)) {
    if (!isGuestLoad(instruction))
      continue;
    auto &load = cast<LoadInst>(instruction);
    if (!anchors.holds(load, /*againstEdges=*/true) ||
        mayShrink(load, demanded))
      load.setVolatile(true);
    // LLVM does the change to the bytes it concerns, even of a volatile load.
    if (StoreInst *update = findUpdate(load))
      update->setVolatile(true);
  }
}

// Passes

namespace {
struct AddTouches : PassInfoMixin<AddTouches> {
  static bool isRequired() { return true; }
  PreservedAnalyses run(Module &module, ModuleAnalysisManager &) {
    for (Function &function : module)
      addTouches(function);
    return PreservedAnalyses::none();
  }
};

struct RemoveNeedless : PassInfoMixin<RemoveNeedless> {
  static bool isRequired() { return true; }
  PreservedAnalyses run(Function &function, FunctionAnalysisManager &analyses) {
    removeNeedless(function,
                   analyses.getResult<DominatorTreeAnalysis>(function),
                   analyses.getResult<LoopAnalysis>(function));
    PreservedAnalyses kept;
    kept.preserveSet<CFGAnalyses>();
    return kept;
  }
};

struct SettleTouches : PassInfoMixin<SettleTouches> {
  static bool isRequired() { return true; }
  PreservedAnalyses run(Function &function, FunctionAnalysisManager &analyses) {
    auto &dominators = analyses.getResult<DominatorTreeAnalysis>(function);
    settleTouches(function, dominators);
    pinLoads(function, dominators,
             analyses.getResult<DemandedBitsAnalysis>(function));
    PreservedAnalyses kept;
    kept.preserveSet<CFGAnalyses>();
    return kept;
  }
};
} // namespace

void keepLoadTraps(PassBuilder &builder) {
  builder.registerPipelineStartEPCallback(
      [](ModulePassManager &passes, OptimizationLevel) {
        passes.addPass(AddTouches());
      });
  builder.registerVectorizerStartEPCallback(
      [](FunctionPassManager &passes, OptimizationLevel) {
        passes.addPass(RemoveNeedless());
      });
  builder.registerOptimizerLastEPCallback(
      [](ModulePassManager &passes, OptimizationLevel, ThinOrFullLTOPhase) {
        passes.addPass(createModuleToFunctionPassAdaptor(SettleTouches()));
      });
}

} // namespace wasmc
