// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operations on many bytes. Each is in bounds as a whole or traps before it has
// written anything.

#include "compiler/lower/MemoryAddress.h"

namespace wasmc {

using namespace llvm;

using Operands = FunctionLowering::Operands;

static void lowerCopy(FunctionLowering &fn, const wasmc::Instruction &in,
                      Operands args) {
  IRBuilder<> &b = fn.builder;
  Value *length = fn.widen(args[2].value);
  Value *from = memoryRange(fn, in.index2, args[1].value, length);
  Value *to = memoryRange(fn, in.index, args[0].value, length);
  CallInst *move = b.CreateMemMove(to, Align(1), from, Align(1), length);
  fn.module.tag(move, Region::Memory);
}

static void lowerFill(FunctionLowering &fn, const wasmc::Instruction &in,
                      Operands args) {
  IRBuilder<> &b = fn.builder;
  Value *length = fn.widen(args[2].value);
  Value *to = memoryRange(fn, in.memArg.memory, args[0].value, length);
  Value *byte = b.CreateTrunc(args[1].value, b.getInt8Ty());
  CallInst *fill = b.CreateMemSet(to, byte, length, Align(1));
  fn.module.tag(fill, Region::Memory);
}

static void lowerInit(FunctionLowering &fn, const wasmc::Instruction &in,
                      Operands args) {
  IRBuilder<> &b = fn.builder;
  Value *from = fn.widen(args[1].value), *length = fn.widen(args[2].value);
  Value *to = memoryRange(fn, in.memArg.memory, args[0].value, length);
  if (!fn.module.hasContents(fn.module.wasm.data[in.index].mode)) {
    Value *isOut = b.CreateIsNotNull(b.CreateOr(from, length));
    fn.trapIf(isOut, wrt::Trap::MemoryOutOfBounds);
    return; // Nothing is copied.
  }
  LoadInst *size =
      b.CreateLoad(b.getInt64Ty(), fn.module.dataSegmentSize(in.index));
  fn.module.tag(size, Region::Bounds);
  Type *i64 = b.getInt64Ty(), *pointer = b.getPtrTy();
  CallInst *isWithin =
      b.CreateCall(fn.module.runtime("wrt_memory_init", i64,
                                     {pointer, pointer, i64, i64, i64}),
                   {to, fn.module.dataSegment(in.index), size, from, length});
  isWithin->addFnAttr(Attribute::NoMerge); // For the reason in Table.cpp.
  fn.trapIf(b.CreateIsNull(isWithin), wrt::Trap::MemoryOutOfBounds);
}

void lowerBulk(FunctionLowering &fn, const wasmc::Instruction &in,
               Operands args, FunctionLowering::Values &) {
  switch (in.op) {
  case Opcode::MemoryCopy:
    return lowerCopy(fn, in, args);
  case Opcode::MemoryFill:
    return lowerFill(fn, in, args);
  case Opcode::MemoryInit:
    return lowerInit(fn, in, args);
  default: // data.drop
    if (fn.module.hasContents(fn.module.wasm.data[in.index].mode)) {
      StoreInst *store = fn.builder.CreateStore(
          fn.builder.getInt64(0), fn.module.dataSegmentSize(in.index));
      fn.module.tag(store, Region::Bounds);
    }
  }
}

} // namespace wasmc
