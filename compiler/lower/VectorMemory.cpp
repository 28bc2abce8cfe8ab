// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/MemoryAddress.h"
#include "compiler/lower/Vector.h"

namespace wasmc {

using namespace llvm;

static Value *address(const VectorOp &op) {
  return memoryAddress(op.fn, op.in.memArg, op.arg(0), op.in.info().bytes);
}

static Value *load(const VectorOp &op, Type *type) {
  // The alignment in the instruction is a hint that programs may break.
  LoadInst *load = op.builder().CreateAlignedLoad(type, address(op), Align(1));
  op.fn.module.tag(load, Region::Memory);
  return load;
}

static void store(const VectorOp &op, Value *value) {
  StoreInst *store =
      op.builder().CreateAlignedStore(value, address(op), Align(1));
  op.fn.module.tag(store, Region::Memory);
}

/// v128.load8x8 and the like: lanes that become twice as wide.
static Value *loadExtended(const VectorOp &op) {
  unsigned bits = 0;
  op.verb.drop_front(strlen("load")).consumeInteger(10, bits);
  FixedVectorType *wide = op.integers(2 * bits);
  Value *narrow =
      load(op, FixedVectorType::getTruncatedElementVectorType(wide));
  return op.isSigned ? op.builder().CreateSExt(narrow, wide)
                     : op.builder().CreateZExt(narrow, wide);
}

Value *lowerVectorMemory(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  FixedVectorType *type = op.integers(std::min(8u * op.in.info().bytes, 64u));
  Type *lane = type->getElementType();
  if (op.verb == "load")
    return load(op, op.type);
  if (op.verb.ends_with("_splat"))
    return b.CreateVectorSplat(type->getNumElements(), load(op, lane));
  if (op.verb.ends_with("_zero"))
    return b.CreateInsertElement(Constant::getNullValue(type), load(op, lane),
                                 b.getInt64(0));
  if (op.verb.starts_with("load") && op.verb.ends_with("_lane")) {
    Value *loaded = load(op, lane);
    return b.CreateInsertElement(op.vector(1, type), loaded, op.in.lane);
  }
  if (op.verb.starts_with("load"))
    return loadExtended(op);
  store(op, op.verb == "store"
                ? op.arg(1)
                : b.CreateExtractElement(op.vector(1, type), op.in.lane));
  return nullptr;
}

} // namespace wasmc
