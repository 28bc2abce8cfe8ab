// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library runs on a thread of its host's, which must get it back: no signal
// ends an endless loop there, and no guard page an endless recursion. So each
// loop and each function that calls others counts down a variable of the
// instance, and calls the runtime when that is through; LICM keeps the variable
// in a register where a loop makes no calls.

#include "compiler/library/CallBounds.h"
#include "compiler/library/InstanceState.h"
#include "wrt/library.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Transforms/Scalar/LICM.h"
#include "llvm/Transforms/Scalar/LoopPassManager.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

namespace wasmc {

using namespace llvm;

namespace {

/// Loops of so few turns in all need not count.
constexpr uint64_t shortLoop = 64;
/// Moving so many bytes is one turn.
constexpr unsigned turnShift = 8;

class BoundCalls : public PassInfoMixin<BoundCalls> {
public:
  PreservedAnalyses run(Function &function, FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }
};

class Bounds {
public:
  explicit Bounds(Function &function) : function(function) {
    MDBuilder metadata(function.getContext());
    MDNode *type = metadata.createTBAAScalarTypeNode(
        "counters", metadata.createTBAARoot("wasmc"));
    tag = metadata.createTBAAStructTagNode(type, type, 0);
  }

  /// Takes `turns` off before an instruction, and looks if any are left.
  void count(Instruction *before, Value *turns) {
    IRBuilder<> b(before);
    Value *place = fieldOf(b, offsetof(wrt::LibraryInstance, turnsLeft));
    LoadInst *old = b.CreateLoad(b.getInt64Ty(), place);
    Value *left = b.CreateSub(old, turns);
    Value *isOver = b.CreateICmpSLT(left, b.getInt64(0));
    MDNode *rarely = MDBuilder(b.getContext()).createUnlikelyBranchWeights();
    Instruction *over =
        SplitBlockAndInsertIfThen(isOver, before, false, rarely);
    IRBuilder<> slow(over);
    CallInst *again = slow.CreateCall(tick(), {function.getArg(0)});
    again->setDoesNotThrow();
    IRBuilder<> on(before);
    PHINode *rest =
        PHINode::Create(b.getInt64Ty(), 2, "", before->getParent()->begin());
    rest->addIncoming(left, old->getParent());
    rest->addIncoming(again, over->getParent());
    StoreInst *store = on.CreateStore(rest, place);
    for (Instruction *access :
         {static_cast<Instruction *>(old), static_cast<Instruction *>(store)})
      access->setMetadata(LLVMContext::MD_tbaa, tag);
  }
  void count(Instruction *before) {
    count(before, ConstantInt::get(Type::getInt64Ty(function.getContext()), 1));
  }

  /// Traps if the stack pointer is below the limit.
  void limitStack(Instruction *before) {
    IRBuilder<> b(before);
    LLVMContext &context = function.getContext();
    bool isX86 = function.getParent()->getTargetTriple().isX86();
    Value *name = MetadataAsValue::get(
        context,
        MDNode::get(context, MDString::get(context, isX86 ? "rsp" : "sp")));
    Value *stack =
        b.CreateIntrinsic(Intrinsic::read_register, {b.getInt64Ty()}, {name});
    LoadInst *limit = b.CreateLoad(
        b.getInt64Ty(), fieldOf(b, offsetof(wrt::LibraryInstance, stackLimit)));
    limit->setMetadata(LLVMContext::MD_tbaa, tag);
    Instruction *over = SplitBlockAndInsertIfThen(
        b.CreateICmpULT(stack, limit), before, /*Unreachable=*/true,
        MDBuilder(context).createUnlikelyBranchWeights());
    IRBuilder<> slow(over);
    FunctionCallee trap = function.getParent()->getOrInsertFunction(
        "wrt_library_trap",
        FunctionType::get(slow.getVoidTy(),
                          {slow.getPtrTy(), slow.getInt32Ty()}, false));
    CallInst *call = slow.CreateCall(
        trap, {function.getArg(0),
               slow.getInt32(uint32_t(wrt::Trap::StackOverflow))});
    call->setDoesNotReturn();
    call->setDoesNotThrow();
  }

private:
  Function &function;
  MDNode *tag;

  Value *fieldOf(IRBuilder<> &b, uint64_t offset) {
    return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), function.getArg(0),
                                        offset);
  }

  /// It does leave sometimes, as no function of LLVM's can; then nobody looks
  /// any more at what was to be stored behind it.
  FunctionCallee tick() {
    LLVMContext &context = function.getContext();
    FunctionCallee callee = function.getParent()->getOrInsertFunction(
        "wrt_library_tick",
        FunctionType::get(Type::getInt64Ty(context),
                          {PointerType::getUnqual(context)}, false));
    auto *made = cast<Function>(callee.getCallee());
    made->setVisibility(GlobalValue::HiddenVisibility);
    made->setDSOLocal(true);
    made->setMemoryEffects(MemoryEffects::inaccessibleMemOnly());
    for (Attribute::AttrKind kind :
         {Attribute::NoUnwind, Attribute::WillReturn, Attribute::Cold})
      made->addFnAttr(kind);
    return callee;
  }
};

} // namespace

/// How often the innermost body runs at most, as far as that is short.
static uint64_t turnsOf(const Loop &loop, ScalarEvolution &evolution) {
  uint64_t inner = 1;
  for (const Loop *child : loop)
    inner = std::max(inner, turnsOf(*child, evolution));
  uint64_t turns = evolution.getSmallConstantMaxTripCount(&loop);
  return turns && turns <= shortLoop ? turns * inner : shortLoop + 1;
}

static void findLoops(ArrayRef<Loop *> loops, ScalarEvolution &evolution,
                      SmallVectorImpl<BasicBlock *> &out) {
  for (Loop *loop : loops) {
    if (turnsOf(*loop, evolution) <= shortLoop)
      continue;
    out.push_back(loop->getHeader());
    findLoops(loop->getSubLoops(), evolution, out);
  }
}

/// Where a cycle begins that is no natural loop; there are hardly any.
static void findOtherCycles(Function &function, const LoopInfo &loops,
                            SmallVectorImpl<BasicBlock *> &out) {
  DenseMap<BasicBlock *, unsigned> order;
  for (BasicBlock *block : ReversePostOrderTraversal<Function *>(&function))
    order.insert({block, order.size()});
  for (auto [block, number] : order)
    for (BasicBlock *next : successors(block)) {
      Loop *loop = loops.getLoopFor(next);
      bool isLoop = loop && loop->getHeader() == next && loop->contains(block);
      if (order.lookup(next) <= number && !isLoop && !is_contained(out, next))
        out.push_back(next);
    }
}

/// Whether it is a call of the module's code, or of the host's, which may call
/// the module's again.
static bool isCallOfModule(const Instruction &instruction) {
  auto *call = dyn_cast<CallInst>(&instruction);
  if (!call)
    return false;
  const Function *callee = call->getCalledFunction();
  return !callee || callee->hasFnAttribute(instanceAttribute);
}

/// The optimiser may have found that it does less to the instance than it will.
static void forgetEffects(llvm::Function &function) {
  function.removeFnAttr(Attribute::Memory);
  for (Attribute::AttrKind kind :
       {Attribute::ReadNone, Attribute::ReadOnly, Attribute::WriteOnly,
        Attribute::Captures, Attribute::Initializes})
    function.removeParamAttr(0, kind);
}

PreservedAnalyses BoundCalls::run(Function &function,
                                  FunctionAnalysisManager &analyses) {
  if (function.isDeclaration() || !function.hasFnAttribute(instanceAttribute))
    return PreservedAnalyses::all();
  forgetEffects(function);
  LoopInfo &loops = analyses.getResult<LoopAnalysis>(function);
  auto &evolution = analyses.getResult<ScalarEvolutionAnalysis>(function);
  SmallVector<BasicBlock *> places;
  findLoops(loops.getTopLevelLoops(), evolution, places);
  findOtherCycles(function, loops, places);
  SmallVector<MemIntrinsic *> moves;
  for (Instruction &instruction : instructions(function))
    if (auto *move = dyn_cast<MemIntrinsic>(&instruction);
        move && !isa<ConstantInt>(move->getLength()))
      moves.push_back(move);

  Bounds bounds(function);
  for (BasicBlock *block : places)
    bounds.count(&*block->getFirstInsertionPt());
  for (MemIntrinsic *move : moves) {
    IRBuilder<> b(move);
    Value *length = b.CreateZExt(move->getLength(), b.getInt64Ty());
    bounds.count(move, b.CreateLShr(length, turnShift));
  }
  if (any_of(instructions(function), isCallOfModule)) {
    BasicBlock &entry = function.getEntryBlock();
    Instruction *start = &*entry.getFirstNonPHIOrDbgOrAlloca();
    bounds.count(start);
    bounds.limitStack(&*function.getEntryBlock().getFirstNonPHIOrDbgOrAlloca());
  }
  return PreservedAnalyses::none();
}

void boundCalls(PassBuilder &builder) {
  builder.registerOptimizerLastEPCallback([](ModulePassManager &passes,
                                             OptimizationLevel level,
                                             ThinOrFullLTOPhase) {
    passes.addPass(createModuleToFunctionPassAdaptor(BoundCalls()));
    if (level == OptimizationLevel::O0)
      return;
    FunctionPassManager cleaning;
    cleaning.addPass(createFunctionToLoopPassAdaptor(LICMPass(LICMOptions()),
                                                     /*UseMemorySSA=*/true));
    cleaning.addPass(SimplifyCFGPass());
    passes.addPass(createModuleToFunctionPassAdaptor(std::move(cleaning)));
  });
}

} // namespace wasmc
