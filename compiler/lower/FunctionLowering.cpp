// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/FunctionLowering.h"
#include "compiler/lower/AbiLayout.h"
#include "compiler/lower/Quieting.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/PromoteMemToReg.h"

namespace wasmc {

using namespace llvm;

FunctionLowering::FunctionLowering(ModuleState &module, uint32_t index)
    : module(module), context(module.context), builder(context),
      function(module.function(index)), index(index) {}

FunctionLowering::FunctionLowering(ModuleState &module,
                                   llvm::Function *function)
    : module(module), context(module.context),
      builder(&function->getEntryBlock()), function(function) {}

Error FunctionLowering::run() {
  BodyWalker<FunctionLowering> walker(
      module.wasm, module.wasm.functions[index].body, index, *this);
  walk = &walker;
  walker.walkBody(module.wasm.funcType(index));
  if (walker.failed())
    return walker.takeError();
  finish();
  return Error::success();
}

Expected<llvm::Value *> FunctionLowering::constant(const ConstExpr &expr,
                                                   ValType constantType) {
  BodyWalker<FunctionLowering> walker(module.wasm, expr.code, std::nullopt,
                                      *this);
  walk = &walker;
  llvm::Value *value =
      walker.walkConstant(constantType, module.wasm.globals.size());
  if (walker.failed())
    return walker.takeError();
  return value;
}

BasicBlock *FunctionLowering::newBlock(const Twine &name) {
  return BasicBlock::Create(context, name, function);
}

Type *FunctionLowering::irTypeOf(ValType valueType) const {
  return irType(context, valueType);
}

llvm::Value *FunctionLowering::widen(llvm::Value *number) {
  return builder.CreateZExt(number, builder.getInt64Ty());
}

void FunctionLowering::refuse(const Instruction &in) {
  walk->fail(StringRef(in.info().text) + " needs the feature " +
             featureInfo(in.info().proposal).name +
             ", which is decoded and validated but not compiled yet");
}

// Traps

void FunctionLowering::trapIf(llvm::Value *condition, wrt::Trap kind) {
  BasicBlock *&block = trapBlocks[unsigned(kind)];
  if (!block) {
    block = newBlock("trap");
    IRBuilder<> trapBuilder(block);
    createTrap(trapBuilder, kind);
  }
  BasicBlock *next = newBlock("");
  builder.CreateCondBr(condition, block, next,
                       MDBuilder(context).createUnlikelyBranchWeights());
  builder.SetInsertPoint(next);
}

void FunctionLowering::trap(wrt::Trap kind) { createTrap(builder, kind); }

// The function as a whole

void FunctionLowering::body(Frame &frame, ArrayRef<ValType> localTypes) {
  builder.SetInsertPoint(newBlock("entry"));
  profileEntry();
  ArrayRef<ValType> params(module.wasm.funcType(index).params);
  for (size_t i = 0; i < localTypes.size(); ++i) {
    ValType local = localTypes[i];
    AllocaInst *slot = builder.CreateAlloca(irTypeOf(local));
    builder.CreateStore(i < params.size() ? module.takeParam(builder, params, i)
                                          : irZero(context, local),
                        slot);
    locals.push_back(slot);
  }
  openTarget(frame, "return");
  frame.label.isBody = true;
}

/// Locals become values of their own; what cannot be reached is gone.
void FunctionLowering::finish() {
  removeUnreachableBlocks(*function);
  DominatorTree dominators(*function);
  PromoteMemToReg(locals, dominators);
  keepQuieting(*function);
}

// Dispatch

void FunctionLowering::op(const Instruction &in, Operands args, Values &out) {
  switch (in.info().family) {
  case Family::Control:
    return trap(wrt::Trap::Unreachable); // All else of it has own hooks.
  case Family::Call:
    return lowerCall(*this, in, args, out);
  case Family::Variable:
    return lowerVariable(*this, in, args, out);
  case Family::Integer:
    return lowerInteger(*this, in, args, out);
  case Family::Float:
    return lowerFloat(*this, in, args, out);
  case Family::Convert:
    return lowerConvert(*this, in, args, out);
  case Family::Memory:
    return lowerMemory(*this, in, args, out);
  case Family::Bulk:
    return lowerBulk(*this, in, args, out);
  case Family::Table:
    return lowerTable(*this, in, args, out);
  case Family::Reference:
    return lowerReference(*this, in, args, out);
  case Family::Vector:
    return lowerVector(*this, in, args, out);
  case Family::Exception:
    return lowerException(*this, in, args);
  case Family::Atomic:
  case Family::Gc:
    return refuse(in);
  }
}

} // namespace wasmc
