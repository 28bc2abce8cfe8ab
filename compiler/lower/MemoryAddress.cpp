// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a guest index to a host address. No other file in lower/ may form an
// address inside linear memory: a mistake here is an escape from the sandbox,
// not a wrong answer.
//
// A 32-bit memory has more than 8 GiB of address space, inaccessible beyond its
// current size. Index and constant offset are each below 2^32, so their 64-bit
// sum stays in there, and an access of up to 16 bytes at that sum ends in the
// guard: the page fault is the check. The index is zero-extended before the
// sum; a sum that wraps at 32 bits would bring a stray access back inside. A
// 64-bit index can reach anything, and a memory of one-byte pages need not end
// where the kernel's page does, so those compare first.
//
// Where address space is scarce, --memory=checked makes all accesses compare.
// The address is formed in the same way all the same: should a check be wrong,
// it still cannot be one of the executable's or the stack's.
//
// Memory 0 begins at a constant. Its address is formed as a GEP from that
// constant: as an integer sum cast to a pointer it would fold just as well into
// the instruction, but alias analysis would no longer see that the access stays
// in one object.

#include "compiler/lower/MemoryAddress.h"
#include "compiler/lower/AbiLayout.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Support/MathExtras.h"

namespace wasmc {

using namespace llvm;

static LoadInst *loadField(FunctionLowering &fn, uint32_t memory,
                           MemoryInstanceField field) {
  IRBuilder<> &b = fn.builder;
  Type *type = field == memoryBaseField ? static_cast<Type *>(b.getPtrTy())
                                        : b.getInt64Ty();
  LoadInst *load = b.CreateLoad(
      type,
      b.CreateConstInBoundsGEP2_32(memoryInstanceType(fn.context),
                                   fn.module.memoryInstance(memory), 0, field));
  fn.module.tag(load, Region::Bounds);
  return load;
}

/// The size that a memory never goes below.
static uint64_t leastBytes(const Limits &limits) {
  return SaturatingMultiply(limits.minimum, uint64_t(1) << limits.pageShift);
}

Value *memoryBytes(FunctionLowering &fn, uint32_t memory) {
  const Limits &limits = fn.module.wasm.memories[memory].limits;
  uint64_t least = leastBytes(limits);
  if (!fn.module.isInstance() && limits.maximum == limits.minimum)
    return fn.builder.getInt64(least);
  LoadInst *size = loadField(fn, memory, memoryBytesField);
  if (least)
    size->setMetadata(
        LLVMContext::MD_range,
        MDBuilder(fn.context).createRange(APInt(64, least), APInt(64, 0)));
  return size;
}

static Value *memoryBase(FunctionLowering &fn, uint32_t memory) {
  bool isAtConstant = memory == 0 && !fn.module.isInstance() &&
                      !fn.module.options.isLibrary &&
                      !fn.module.wasm.memories[memory].limits.is64;
  if (isAtConstant)
    return ConstantExpr::getIntToPtr(fn.builder.getInt64(wrt::memoryBase),
                                     fn.builder.getPtrTy());
  LoadInst *base = loadField(fn, memory, memoryBaseField);
  base->setMetadata(LLVMContext::MD_invariant_load,
                    MDNode::get(fn.context, {}));
  return base;
}

/// Base, then index, then offset: each step stays inside the reservation, so
/// none wraps and all are of one object.
static Value *inMemory(FunctionLowering &fn, uint32_t memory, Value *index,
                       uint64_t offset) {
  IRBuilder<> &b = fn.builder;
  GEPNoWrapFlags flags =
      GEPNoWrapFlags::inBounds() | GEPNoWrapFlags::noUnsignedWrap();
  Value *at =
      b.CreateGEP(b.getInt8Ty(), memoryBase(fn, memory), index, "", flags);
  if (offset)
    at = b.CreateGEP(b.getInt8Ty(), at, b.getInt64(offset), "", flags);
  return at;
}

/// Whether a stray access may not fault by itself.
static bool needsCheck(FunctionLowering &fn, uint32_t memory) {
  const Limits &limits = fn.module.wasm.memories[memory].limits;
  return fn.module.options.checkedMemory || limits.is64 ||
         limits.pageShift < 16;
}

/// Traps unless index + offset + bytes, computed without wrapping, is within
/// the current size.
static void checkAccess(FunctionLowering &fn, const MemArg &arg, Value *index,
                        unsigned bytes) {
  IRBuilder<> &b = fn.builder;
  bool wraps = arg.offset > ~uint64_t(0) - bytes;
  if (wraps) {
    fn.trapIf(b.getTrue(), wrt::Trap::MemoryOutOfBounds);
    return;
  }
  Value *size = memoryBytes(fn, arg.memory);
  Value *reach = b.getInt64(arg.offset + bytes);
  Value *isOut;
  if (fn.module.wasm.memories[arg.memory].limits.is64)
    // index > size - reach, where the right side must not wrap: one comparison
    // for the memory's size, loop-invariant, and one for the index.
    isOut = b.CreateOr(b.CreateICmpULT(size, reach),
                       b.CreateICmpUGT(index, b.CreateSub(size, reach)));
  else
    // In this form LLVM sees that a check implies those of the same index that
    // reach less far.
    isOut = b.CreateICmpUGT(b.CreateAdd(index, reach, "", true, true), size);
  fn.trapIf(isOut, wrt::Trap::MemoryOutOfBounds);
}

Value *memoryAddress(FunctionLowering &fn, const MemArg &arg, Value *index,
                     unsigned bytes) {
  Value *wide = fn.widen(index);
  if (needsCheck(fn, arg.memory))
    checkAccess(fn, arg, wide, bytes);
  return inMemory(fn, arg.memory, wide, arg.offset);
}

Value *memoryRange(FunctionLowering &fn, uint32_t memory, Value *index,
                   Value *length) {
  IRBuilder<> &b = fn.builder;
  Value *start = fn.widen(index);
  Value *size = memoryBytes(fn, memory);
  Value *isOut = b.CreateOr(b.CreateICmpUGT(start, size),
                            b.CreateICmpUGT(length, b.CreateSub(size, start)));
  fn.trapIf(isOut, wrt::Trap::MemoryOutOfBounds);
  return inMemory(fn, memory, start, 0);
}

} // namespace wasmc
