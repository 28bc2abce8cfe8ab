// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/backend/Pipeline.h"
#include "compiler/backend/BlockLimit.h"
#include "compiler/backend/LargeFunctions.h"
#include "compiler/backend/PreciseTraps.h"
#include "compiler/backend/WideIndices.h"
#include "llvm/Analysis/CGSCCPassManager.h"
#include "llvm/Analysis/LoopAnalysisManager.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Transforms/Scalar/ConstantHoisting.h"
#include "llvm/Transforms/Scalar/LoopPassManager.h"
#include "llvm/Transforms/Scalar/LoopStrengthReduce.h"
#include "llvm/Transforms/Utils/Mem2Reg.h"

using namespace llvm;

namespace wasmc {

void prepareModule(Module &module, const Target &target,
                   const TargetMachine &machine) {
  module.setTargetTriple(target.triple);
  module.setDataLayout(machine.createDataLayout());
  module.setPICLevel(PICLevel::BigPIC);
  module.setPIELevel(PIELevel::Large);
}

TargetLibraryInfoImpl stubLibrary(const Triple &triple) {
  TargetLibraryInfoImpl library(triple);
  library.disableAllFunctions();
  for (LibFunc function :
       {LibFunc_memcpy, LibFunc_memmove, LibFunc_memset, LibFunc_memcmp})
    library.setAvailable(function);
  return library;
}

static OptimizationLevel pipelineLevel(OptLevel level) {
  switch (level) {
  case OptLevel::O0:
    return OptimizationLevel::O0;
  case OptLevel::O1:
    return OptimizationLevel::O1;
  case OptLevel::O2:
    return OptimizationLevel::O2;
  case OptLevel::O3:
    return OptimizationLevel::O3;
  case OptLevel::Os:
    return OptimizationLevel::Os;
  case OptLevel::Oz:
    return OptimizationLevel::Oz;
  }
  llvm_unreachable("all levels are above");
}

/// LLVM takes some of what an -O level means from the functions.
static void setAttributes(Module &module, const Target &target,
                          OptLevel level) {
  for (Function &function : module) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr("tune-cpu", target.tune);
    if (level == OptLevel::Os || level == OptLevel::Oz)
      function.addFnAttr(Attribute::OptimizeForSize);
    if (level == OptLevel::Oz)
      function.addFnAttr(Attribute::MinSize);
  }
}

/// The link step lists every `wasm.f<N>` for backtraces, which it can do only
/// by symbols that are not local to one object. A clone of a function made in
/// several parts gets the part's name behind its own.
static void exposeFunctions(Module &module) {
  for (Function &function : module) {
    StringRef name = function.getName();
    if (!function.hasLocalLinkage() || !name.starts_with("wasm.f"))
      continue;
    if (name.drop_front(StringRef("wasm.f").size()).contains('.'))
      function.setName(name + "." + module.getModuleIdentifier());
    function.setLinkage(GlobalValue::ExternalLinkage);
    function.setVisibility(GlobalValue::HiddenVisibility);
  }
}

/// Core dumps find a global by its symbol, as long as it is kept as it was:
/// what the optimiser makes of one has a suffix.
static void exposeGlobals(Module &module) {
  for (GlobalVariable &global : module.globals()) {
    StringRef name = global.getName();
    unsigned index;
    if (!global.hasLocalLinkage() || !name.consume_front("wasm.g") ||
        name.getAsInteger(10, index))
      continue;
    global.setLinkage(GlobalValue::ExternalLinkage);
    global.setVisibility(GlobalValue::HiddenVisibility);
  }
}

/// Whether values of these types may not all fit the registers that arguments
/// are passed in; AArch64 has more of them than x86-64.
static bool needsStack(FunctionType *type) {
  unsigned integers = 0, vectors = 0;
  for (Type *param : type->params())
    ++(param->isFPOrFPVectorTy() || param->isVectorTy() ? vectors : integers);
  return integers > 6 || vectors > 8;
}

/// LLVM 22 drops the stack arguments of a musttail call on x86-64 (fixed later:
/// llvm-project #199691). A plain tail call by the same convention is as sure
/// to be one, and right, if the function may make tail calls at all; its other
/// calls must then be told that they may not.
static void avoidMustTail(Function &function) {
  SmallVector<CallInst *> tailCalls, others;
  for (BasicBlock &block : function)
    for (Instruction &instruction : block)
      if (auto *call = dyn_cast<CallInst>(&instruction)) {
        bool isAffected =
            call->isMustTailCall() && (needsStack(call->getFunctionType()) ||
                                       needsStack(function.getFunctionType()));
        (isAffected ? tailCalls : others).push_back(call);
      }
  if (tailCalls.empty())
    return;
  for (CallInst *call : tailCalls)
    call->setTailCallKind(CallInst::TCK_Tail);
  for (CallInst *call : others)
    if (!call->isMustTailCall())
      call->setTailCallKind(CallInst::TCK_NoTail);
  function.removeFnAttr("disable-tail-calls");
}

/// By the tail convention the function called takes its arguments off the
/// stack. LLVM 22 does that on AArch64 only where a function has made its
/// frame, so all paths must make it, which they must for a sanitizer, too (none
/// is run: its pass would have been earlier). FastISel does not expect it after
/// a call; GlobalISel does.
static void keepStackBalanced(Module &module, TargetMachine &machine) {
  for (Function &function : module) {
    if (function.getCallingConv() == CallingConv::Tail &&
        needsStack(function.getFunctionType()))
      function.addFnAttr(Attribute::SanitizeThread);
    for (Instruction &instruction : instructions(function))
      if (auto *call = dyn_cast<CallBase>(&instruction))
        if (call->getCallingConv() == CallingConv::Tail &&
            needsStack(call->getFunctionType())) {
          machine.setGlobalISel(true);
          machine.setGlobalISelAbort(GlobalISelAbortMode::Disable);
        }
  }
}

/// What else would be the first passes of code generation (LLVMOptions.cpp),
/// with ours between them. An address is one displacement on x86-64, with
/// memory's base in it: a register for the base would save bytes, not time.
static FunctionPassManager latePasses(const Target &target, OptLevel level) {
  bool isForSize = level == OptLevel::Os || level == OptLevel::Oz;
  FunctionPassManager passes;
  passes.addPass(createFunctionToLoopPassAdaptor(LoopStrengthReducePass()));
  if (target.triple.isX86())
    passes.addPass(WidenIndices());
  if (isForSize || !target.triple.isX86())
    passes.addPass(ConstantHoistingPass());
  return passes;
}

void optimize(Module &module, TargetMachine &machine, const Target &target,
              OptLevel level, void (*addPasses)(PassBuilder &)) {
  setAttributes(module, target, level);

  PipelineTuningOptions tuning;
  bool vectorize =
      level != OptLevel::O0 && level != OptLevel::O1 && level != OptLevel::Oz;
  tuning.LoopVectorization = vectorize;
  tuning.LoopInterleaving = vectorize;
  tuning.SLPVectorization = vectorize;
  PassInstrumentationCallbacks callbacks;
  PassBuilder builder(&machine, tuning, std::nullopt, &callbacks);

  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager components;
  ModuleAnalysisManager modules;
  TargetLibraryInfoImpl library = stubLibrary(target.triple);
  functions.registerPass([&] { return TargetLibraryAnalysis(library); });
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);

  if (addPasses)
    addPasses(builder);
  ModulePassManager passes;
  if (level == OptLevel::O0) {
    passes.addPass(createModuleToFunctionPassAdaptor(PromotePass()));
    passes.addPass(builder.buildO0DefaultPipeline(OptimizationLevel::O0));
  } else {
    keepLoadTraps(builder);
    limitBlocks(builder);
    spareLoops(builder, callbacks);
    passes.addPass(builder.buildPerModuleDefaultPipeline(pipelineLevel(level)));
    passes.addPass(
        createModuleToFunctionPassAdaptor(latePasses(target, level)));
  }
  passes.run(module, modules);
  if (target.triple.isX86())
    for (Function &function : module)
      avoidMustTail(function);
  if (target.triple.isAArch64())
    keepStackBalanced(module, machine);
  exposeFunctions(module);
  exposeGlobals(module);
}

} // namespace wasmc
