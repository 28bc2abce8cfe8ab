// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In a library an import is a function of the host's: a pointer that the host
// gives each instance. Its C signature is the one that the library's header
// states: the host's context, the parameters, and where there is no single
// scalar result a pointer for each; vectors go by pointer.

#include "compiler/lower/AbiLayout.h"
#include "compiler/lower/ModuleState.h"
#include "compiler/lower/Traps.h"
#include "wrt/library.h"

namespace wasmc {

using namespace llvm;

static Value *fieldOf(IRBuilder<> &b, Value *instance, size_t offset) {
  return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), instance, offset);
}

/// Traps, or what else ends a call, where the condition holds.
static void leaveIf(IRBuilder<> &b, Value *condition, wrt::Trap kind) {
  llvm::Function *function = b.GetInsertBlock()->getParent();
  auto *leave = BasicBlock::Create(b.getContext(), "", function);
  auto *next = BasicBlock::Create(b.getContext(), "", function);
  b.CreateCondBr(condition, leave, next);
  b.SetInsertPoint(leave);
  createTrap(b, kind);
  b.SetInsertPoint(next);
}

static Value *inMemory(IRBuilder<> &b, Value *value) {
  AllocaInst *slot = b.CreateAlloca(value->getType());
  b.CreateStore(value, slot);
  return slot;
}

/// The function that stands for import `index`.
llvm::Function *ModuleState::hostCall(uint32_t index) {
  std::string name = symbol("f", index);
  if (llvm::Function *known = ir.getFunction(name))
    return known;
  llvm::Function *made = create(index, GlobalValue::InternalLinkage, name);
  IRBuilder<> b(BasicBlock::Create(context, "", made));
  PointerType *pointer = b.getPtrTy();
  Value *instance = b.CreateCall(
      ir.getOrInsertFunction(currentInstance, FunctionType::get(pointer, {})));
  const FuncType &type = wasm.funcType(index);
  bool isScalar =
      type.results.size() == 1 && type.results[0].kind != TypeKind::V128;

  // All memory in the first block: it is the frame's then.
  SmallVector<Value *, 8> args = {nullptr};
  for (size_t i = 0; i < type.params.size(); ++i) {
    Value *param = takeParam(b, type.params, i);
    args.push_back(type.params[i].kind == TypeKind::V128 ? inMemory(b, param)
                                                         : param);
  }
  SmallVector<Value *, 4> results;
  if (!isScalar)
    for (ValType result : type.results)
      results.push_back(inMemory(b, irZero(context, result)));
  append_range(args, results);

  Value *imports = b.CreateLoad(
      pointer, fieldOf(b, instance, offsetof(wrt::LibraryInstance, imports)));
  Value *code = b.CreateLoad(
      pointer, fieldOf(b, imports, uint64_t(index) * sizeof(void *)));
  leaveIf(b, b.CreateIsNull(code), wrt::Trap::UnknownImport);
  args[0] = b.CreateLoad(
      pointer, fieldOf(b, instance, offsetof(wrt::LibraryInstance, context)));
  SmallVector<Type *, 8> params;
  for (Value *arg : args)
    params.push_back(arg->getType());
  Type *returned = isScalar ? irType(context, type.results[0]) : b.getVoidTy();
  CallInst *call =
      b.CreateCall(FunctionType::get(returned, params, false), code, args);
  call->setDoesNotThrow();

  // What the host's function says last is for compiled code to heed.
  Value *failed = b.CreateLoad(
      b.getInt32Ty(),
      fieldOf(b, instance, offsetof(wrt::LibraryInstance, hasFailed)));
  leaveIf(b, b.CreateIsNotNull(failed), wrt::hostFailure);
  if (isScalar)
    results.push_back(call);
  else
    for (auto [result, valType] : zip(results, type.results))
      result = b.CreateLoad(irType(context, valType), result);
  giveResults(b, type.results, results);
  return made;
}

} // namespace wasmc
