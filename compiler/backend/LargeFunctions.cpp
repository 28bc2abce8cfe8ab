// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/backend/LargeFunctions.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/CodeGen/Passes.h"
#include "llvm/CodeGen/TargetPassConfig.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Target/RegisterTargetPassConfigCallback.h"

using namespace llvm;

namespace wasmc {

static constexpr unsigned mostLoops = 256;
/// The sum over all values of the square of their uses in a function, with some
/// thousand of one value it takes the coalescer seconds.
static constexpr uint64_t mostUses = uint64_t(5000) * 5000;
/// Of one variable, for the same reason. An interpreter's largest is 252.
static constexpr unsigned mostPhis = 1000;
static constexpr unsigned mostTargets = 2000; ///< Of a switch.
static constexpr StringLiteral isLarge = "wasmc-large-function";

static bool hasLargeSwitch(const Function &function) {
  return any_of(function, [](const BasicBlock &block) {
    return block.getTerminator()->getNumSuccessors() > mostTargets;
  });
}

namespace {
/// Marks functions of many loops or targets; inlining makes new ones.
struct MarkLarge : PassInfoMixin<MarkLarge> {
  static bool isRequired() { return true; }
  PreservedAnalyses run(Function &function, FunctionAnalysisManager &analyses) {
    bool marks = function.size() > mostLoops &&
                 !function.hasFnAttribute(isLarge) &&
                 (hasLargeSwitch(function) ||
                  hasManyLoops(analyses.getResult<LoopAnalysis>(function)));
    if (marks)
      function.addFnAttr(isLarge);
    return PreservedAnalyses::all();
  }

private:
  static bool hasManyLoops(const LoopInfo &loops) {
    return loops.getLoopsInPreorder().size() > mostLoops;
  }
};
} // namespace

/// Whether a pass over this may run.
static bool mayRun(StringRef pass, const Any &ir) {
  if (const auto *loop = any_cast<const Loop *>(&ir))
    return !(*loop)->getHeader()->getParent()->hasFnAttribute(isLarge);
  const auto *function = any_cast<const Function *>(&ir);
  if (!function || !(*function)->hasFnAttribute(isLarge))
    return true;
  return !is_contained({"LoopSimplifyPass", "LCSSAPass", "LoopVectorizePass",
                        "LoopUnrollPass", "LoopDistributePass",
                        "LoopLoadEliminationPass", "SLPVectorizerPass",
                        "CorrelatedValuePropagationPass"},
                       pass);
}

void spareLoops(PassBuilder &builder, PassInstrumentationCallbacks &callbacks) {
  auto mark = [](FunctionPassManager &passes, OptimizationLevel) {
    passes.addPass(MarkLarge());
  };
  builder.registerPeepholeEPCallback(mark);
  builder.registerVectorizerStartEPCallback(mark);
  callbacks.registerShouldRunOptionalPassCallback(mayRun);
}

/// Sums up squares of uses, within a function, of its own values.
static bool hasManyUses(const Function &function) {
  uint64_t sum = 0;
  auto add = [&](const Value &value) {
    uint64_t uses = value.hasNUsesOrMore(1000) ? value.getNumUses() : 0;
    sum += uses * uses;
  };
  for (const Argument &argument : function.args())
    add(argument);
  for (const Instruction &instruction : instructions(function))
    add(instruction);
  return sum > mostUses;
}

/// The most phis that become one variable: those that are each other's
/// operands, or each other's with arithmetic between that changes it in its
/// place.
static unsigned largestWeb(const Function &function) {
  EquivalenceClasses<const Instruction *> webs;
  for (const Instruction &instruction : instructions(function)) {
    bool isPhi = isa<PHINode>(instruction);
    if (!isPhi && !isa<BinaryOperator>(instruction))
      continue;
    for (const Use &use : instruction.operands())
      if (auto *from = dyn_cast<Instruction>(use);
          from && (isPhi || isa<PHINode>(from)))
        webs.unionSets(&instruction, from);
  }
  unsigned largest = 0;
  for (const auto *web : webs)
    if (web->isLeader()) {
      unsigned phis = 0;
      for (const Instruction *member : webs.members(*web))
        phis += isa<PHINode>(member);
      largest = std::max(largest, phis);
    }
  return largest;
}

/// What is being coded in this thread.
static thread_local const Module *current = nullptr;

static void spareCoding(TargetPassConfig &config) {
  bool isSlow = any_of(*current, [](const Function &function) {
    return hasManyUses(function) || largestWeb(function) > mostPhis;
  });
  if (isSlow)
    config.disablePass(&RegisterCoalescerID);
  bool isLoopy = any_of(*current, [](const Function &function) {
    return function.hasFnAttribute(isLarge);
  });
  if (isLoopy)
    for (char *pass : {&EarlyMachineLICMID, &MachineLICMID, &ShrinkWrapID})
      config.disablePass(pass);
  // All of them compare each of its targets with each.
  if (any_of(*current, hasLargeSwitch))
    for (char *pass :
         {&MachineBlockPlacementID, &LiveVariablesID, &BranchFolderPassID})
      config.disablePass(pass);
}

SpareCoding::SpareCoding(const Module &module) {
  // For all threads, for ever.
  static RegisterTargetPassConfigCallback callback(
      [](TargetMachine &, PassManagerBase &, TargetPassConfig *config) {
        if (current)
          spareCoding(*config);
      });
  current = &module;
}

SpareCoding::~SpareCoding() { current = nullptr; }

} // namespace wasmc
