// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/MemoryAddress.h"

namespace wasmc {

using namespace llvm;

/// The type as which an access of `bytes` bytes moves a value of type `value`.
static Type *accessType(IRBuilder<> &b, Type *value, unsigned bytes) {
  if (value->getPrimitiveSizeInBits() == 8 * bytes)
    return value;
  return b.getIntNTy(8 * bytes);
}

static Value *lowerLoad(FunctionLowering &fn, const wasmc::Instruction &in,
                        Value *index) {
  IRBuilder<> &b = fn.builder;
  std::string_view signature = in.info().signature;
  Type *result = signature.ends_with('i')   ? b.getInt32Ty()
                 : signature.ends_with('l') ? b.getInt64Ty()
                 : signature.ends_with('f') ? b.getFloatTy()
                                            : b.getDoubleTy();
  unsigned bytes = in.info().bytes;
  Type *type = accessType(b, result, bytes);
  // The alignment in the instruction is a hint that programs may break.
  LoadInst *load = b.CreateAlignedLoad(
      type, memoryAddress(fn, in.memArg, index, bytes), Align(1));
  fn.module.tag(load, Region::Memory);
  if (type == result)
    return load;
  bool isSigned = in.info().text.ends_with("_s");
  return isSigned ? b.CreateSExt(load, result) : b.CreateZExt(load, result);
}

static void lowerStore(FunctionLowering &fn, const wasmc::Instruction &in,
                       Value *index, Value *value) {
  IRBuilder<> &b = fn.builder;
  unsigned bytes = in.info().bytes;
  Type *type = accessType(b, value->getType(), bytes);
  if (type != value->getType())
    value = b.CreateTrunc(value, type);
  StoreInst *store = b.CreateAlignedStore(
      value, memoryAddress(fn, in.memArg, index, bytes), Align(1));
  fn.module.tag(store, Region::Memory);
}

static Value *lowerSize(FunctionLowering &fn, uint32_t memory) {
  IRBuilder<> &b = fn.builder;
  const Limits &limits = fn.module.wasm.memories[memory].limits;
  Value *pages = b.CreateLShr(memoryBytes(fn, memory), limits.pageShift);
  return b.CreateTrunc(pages, fn.irTypeOf(limits.addressType()));
}

static Value *lowerGrow(FunctionLowering &fn, uint32_t memory, Value *delta) {
  IRBuilder<> &b = fn.builder;
  Type *i64 = b.getInt64Ty();
  FunctionCallee grow = fn.module.ir.getOrInsertFunction(
      fn.module.options.isLibrary ? "wrt_library_grow" : "wrt_memory_grow",
      FunctionType::get(i64, {b.getPtrTy(), i64}, false));
  auto *callee = cast<llvm::Function>(grow.getCallee());
  callee->setVisibility(GlobalValue::HiddenVisibility);
  callee->setDSOLocal(true);
  callee->addFnAttr(Attribute::NoCallback);
  callee->addFnAttr(Attribute::NoUnwind);
  Value *result =
      b.CreateCall(grow, {fn.module.memoryInstance(memory), fn.widen(delta)});
  return b.CreateTrunc(result, delta->getType());
}

void lowerMemory(FunctionLowering &fn, const wasmc::Instruction &in,
                 FunctionLowering::Operands args,
                 FunctionLowering::Values &out) {
  if (in.op == Opcode::MemorySize)
    out.push_back(lowerSize(fn, in.memArg.memory));
  else if (in.op == Opcode::MemoryGrow)
    out.push_back(lowerGrow(fn, in.memArg.memory, args[0].value));
  else if (args.size() == 2)
    lowerStore(fn, in, args[0].value, args[1].value);
  else
    out.push_back(lowerLoad(fn, in, args[0].value));
}

} // namespace wasmc
