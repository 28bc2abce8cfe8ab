// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/library/InstanceState.h"
#include "compiler/lower/ModuleLowering.h"
#include "wrt/library.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/IR/ReplaceConstant.h"
#include "llvm/Support/MathExtras.h"

namespace wasmc {

using namespace llvm;

static bool isVariable(const GlobalVariable &variable) {
  return !variable.isConstant() && !variable.getName().starts_with("llvm.");
}

static bool isZero(const GlobalVariable &variable) {
  return !variable.hasInitializer() || variable.getInitializer()->isNullValue();
}

static Align alignOf(const GlobalVariable &variable) {
  const DataLayout &data = variable.getParent()->getDataLayout();
  return std::max(variable.getAlign().valueOrOne(),
                  data.getABITypeAlign(variable.getValueType()));
}

/// Places memories, imports, and the variables: those that are not zero first.
static InstanceLayout layOut(Module &module, size_t memories, size_t imports) {
  const DataLayout &data = module.getDataLayout();
  InstanceLayout layout;
  layout.bytes = alignTo(sizeof(wrt::LibraryInstance), 16);
  layout.offsets["wasm_memories"] = layout.bytes;
  layout.bytes += memories * sizeof(wrt::MemoryInstance);
  layout.importsOffset = layout.bytes;
  layout.bytes += imports * sizeof(void *);
  layout.stateOffset = layout.bytes = alignTo(layout.bytes, 16);

  auto place = [&](const GlobalVariable &variable) {
    layout.bytes = alignTo(layout.bytes, alignOf(variable));
    layout.offsets[variable.getName()] = layout.bytes;
    layout.bytes += data.getTypeAllocSize(variable.getValueType());
  };
  std::vector<Constant *> fields;
  uint64_t filled = layout.bytes;
  LLVMContext &context = module.getContext();
  for (const GlobalVariable &variable : module.globals()) {
    if (!isVariable(variable) || isZero(variable))
      continue;
    place(variable);
    uint64_t gap = layout.offsets[variable.getName()] - filled;
    fields.push_back(
        Constant::getNullValue(ArrayType::get(Type::getInt8Ty(context), gap)));
    fields.push_back(const_cast<Constant *>(variable.getInitializer()));
    filled = layout.bytes;
  }
  if (!fields.empty()) {
    Constant *all = ConstantStruct::getAnon(context, fields, /*Packed=*/true);
    layout.state =
        new GlobalVariable(module, all->getType(), true,
                           GlobalValue::InternalLinkage, all, "wasm.state");
    layout.state->setAlignment(Align(16));
  }
  for (const GlobalVariable &variable : module.globals())
    if (isVariable(variable) && isZero(variable) &&
        variable.getName() != "wasm_memories")
      place(variable);
  layout.bytes = alignTo(layout.bytes, 16);
  return layout;
}

/// Attributes for one more parameter before the others.
static AttributeList shift(LLVMContext &context, const AttributeList &from,
                           unsigned params, AttributeSet first) {
  SmallVector<AttributeSet, 8> all = {first};
  for (unsigned i = 0; i < params; ++i)
    all.push_back(from.getParamAttrs(i));
  return AttributeList::get(context, from.getFnAttrs(), from.getRetAttrs(),
                            all);
}

static AttributeSet instanceAttributes(LLVMContext &context,
                                       const InstanceLayout &layout) {
  AttrBuilder attributes(context);
  attributes.addAttribute(Attribute::NonNull);
  attributes.addAttribute(Attribute::NoAlias);
  attributes.addAttribute(Attribute::NoUndef);
  attributes.addAlignmentAttr(Align(16));
  attributes.addDereferenceableAttr(layout.bytes);
  return AttributeSet::get(context, attributes);
}

/// A function like `function` with the instance as its first parameter, and
/// its body.
static llvm::Function *addParameter(llvm::Function &function,
                                    AttributeSet first) {
  LLVMContext &context = function.getContext();
  FunctionType *type = function.getFunctionType();
  SmallVector<Type *, 8> params = {PointerType::getUnqual(context)};
  append_range(params, type->params());
  llvm::Function *made = llvm::Function::Create(
      FunctionType::get(type->getReturnType(), params, false),
      function.getLinkage(), function.getAddressSpace(), "",
      function.getParent());
  made->copyAttributesFrom(&function);
  made->setAttributes(
      shift(context, function.getAttributes(), type->getNumParams(), first));
  made->copyMetadata(&function, 0);
  made->takeName(&function);
  if (function.isDeclaration())
    return made;
  made->addFnAttr(instanceAttribute);
  // A function that only one other calls would lose the parameter if nothing
  // used it yet; CallBounds will.
  made->setLinkage(GlobalValue::ExternalLinkage);
  made->setVisibility(GlobalValue::HiddenVisibility);
  // No page below the stack's end is a guard that it would have to touch.
  made->removeFnAttr("probe-stack");
  made->addFnAttr("warn-stack-size", std::to_string(wrt::libraryFrame));
  made->splice(made->begin(), &function);
  for (auto [from, to] : zip(function.args(), drop_begin(made->args()))) {
    to.takeName(&from);
    from.replaceAllUsesWith(&to);
  }
  return made;
}

static void passInstance(CallInst &call, FunctionType *type,
                         AttributeSet first) {
  SmallVector<Value *, 8> args = {call.getFunction()->getArg(0)};
  append_range(args, call.args());
  CallInst *made = CallInst::Create(type, call.getCalledOperand(), args, "",
                                    call.getIterator());
  made->setTailCallKind(call.getTailCallKind());
  made->setCallingConv(call.getCallingConv());
  made->setAttributes(
      shift(call.getContext(), call.getAttributes(), call.arg_size(), first));
  made->copyMetadata(call);
  call.replaceAllUsesWith(made);
  made->takeName(&call);
  call.eraseFromParent();
}

static FunctionType *withInstance(FunctionType *type) {
  SmallVector<Type *, 8> params = {PointerType::getUnqual(type->getContext())};
  append_range(params, type->params());
  return FunctionType::get(type->getReturnType(), params, false);
}

static void addParameters(Module &module, const InstanceLayout &layout) {
  LLVMContext &context = module.getContext();
  AttributeSet first = instanceAttributes(context, layout);
  SmallVector<llvm::Function *> functions;
  for (llvm::Function &function : module)
    if (!function.isIntrinsic() && function.getName() != currentInstance &&
        (!function.isDeclaration() ||
         function.getName().starts_with("wrt_library_")))
      functions.push_back(&function);
  for (llvm::Function *function : functions)
    function->replaceAllUsesWith(addParameter(*function, first));
  for (llvm::Function *function : functions)
    function->eraseFromParent();

  // The host's functions, by the C convention through a pointer that was
  // loaded, are the only ones that are none of the module's.
  AttributeSet atCall = AttributeSet::get(
      context, AttrBuilder(context).addAttribute(Attribute::NonNull));
  for (llvm::Function &function : module)
    for (llvm::Instruction &instruction :
         make_early_inc_range(instructions(function))) {
      auto *call = dyn_cast<CallInst>(&instruction);
      if (!call)
        continue;
      auto *callee = dyn_cast<llvm::Function>(call->getCalledOperand());
      if (callee ? callee->getFunctionType() != call->getFunctionType()
                 : call->getCallingConv() != CallingConv::C)
        passInstance(*call, withInstance(call->getFunctionType()), atCall);
    }
  if (llvm::Function *placeholder = module.getFunction(currentInstance)) {
    for (User *user : make_early_inc_range(placeholder->users())) {
      auto *call = cast<CallInst>(user);
      call->replaceAllUsesWith(call->getFunction()->getArg(0));
      call->eraseFromParent();
    }
    placeholder->eraseFromParent();
  }
}

static void moveVariable(GlobalVariable &variable, uint64_t offset) {
  convertUsersOfConstantsToInstructions({&variable});
  DenseMap<llvm::Function *, Value *> places;
  for (Use &use : make_early_inc_range(variable.uses())) {
    llvm::Function *function =
        cast<llvm::Instruction>(use.getUser())->getFunction();
    Value *&place = places[function];
    if (!place) {
      IRBuilder<> b(&*function->getEntryBlock().getFirstInsertionPt());
      place = b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), function->getArg(0),
                                           offset);
    }
    use.set(place);
  }
  variable.eraseFromParent();
}

/// A trap as an instruction would be a signal in the host's process.
static void callAtTraps(Module &module) {
  SmallVector<CallInst *> traps;
  for (llvm::Function &function : module)
    for (llvm::Instruction &instruction : instructions(function))
      if (auto *call = dyn_cast<CallInst>(&instruction);
          call && call->getIntrinsicID() == Intrinsic::ubsantrap)
        traps.push_back(call);
  LLVMContext &context = module.getContext();
  FunctionCallee runtime = module.getOrInsertFunction(
      "wrt_library_trap",
      FunctionType::get(
          Type::getVoidTy(context),
          {PointerType::getUnqual(context), Type::getInt32Ty(context)}, false));
  auto *callee = cast<llvm::Function>(runtime.getCallee());
  callee->setVisibility(GlobalValue::HiddenVisibility);
  callee->setDSOLocal(true);
  for (Attribute::AttrKind kind :
       {Attribute::NoReturn, Attribute::NoUnwind, Attribute::Cold})
    callee->addFnAttr(kind);
  for (CallInst *trap : traps) {
    IRBuilder<> b(trap);
    Value *kind = b.CreateZExt(trap->getArgOperand(0), b.getInt32Ty());
    CallInst *call =
        b.CreateCall(runtime, {trap->getFunction()->getArg(0), kind});
    call->setDoesNotReturn();
    call->setDoesNotThrow();
    trap->eraseFromParent();
  }
}

InstanceLayout moveStateToInstance(Module &module, size_t memories,
                                   size_t imports) {
  InstanceLayout layout = layOut(module, memories, imports);
  addParameters(module, layout);
  for (GlobalVariable &variable : make_early_inc_range(module.globals()))
    if (isVariable(variable))
      moveVariable(variable, layout.offsets[variable.getName()]);
  callAtTraps(module);
  return layout;
}

} // namespace wasmc
