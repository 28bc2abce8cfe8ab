// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between vectors and their lanes, and lanes from one place to another.

#include "compiler/lower/Vector.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/IntrinsicsAArch64.h"
#include "llvm/IR/IntrinsicsX86.h"

namespace wasmc {

using namespace llvm;

/// A lane from an operand, which is an i32 for lanes narrower than that.
static Value *toLane(const VectorOp &op, Value *x) {
  return op.type->isFPOrFPVectorTy()
             ? x
             : op.builder().CreateTrunc(x, op.type->getElementType());
}

static Value *extractLane(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  Value *lane = b.CreateExtractElement(op.vector(0), op.in.lane);
  if (op.laneBits() >= 32)
    return lane;
  return op.isSigned ? b.CreateSExt(lane, b.getInt32Ty())
                     : b.CreateZExt(lane, b.getInt32Ty());
}

/// Indices beyond the last lane give 0; relaxed, those from 16 to 127 may give
/// anything that is a lane's.
static Value *swizzle(const VectorOp &op, bool isExact) {
  IRBuilder<> &b = op.builder();
  Value *x = op.vector(0), *indices = op.vector(1);
  if (!op.isX86())
    return b.CreateIntrinsic(Intrinsic::aarch64_neon_tbl1, {op.type},
                             {x, indices});
  // pshufb gives 0 where the top bit is set and looks at four bits otherwise.
  // Saturating, 0x70 more sets the top bit of just those that are not below 16.
  if (isExact)
    indices = b.CreateBinaryIntrinsic(Intrinsic::uadd_sat, indices,
                                      ConstantInt::get(op.type, 0x70));
  return b.CreateIntrinsic(Intrinsic::x86_ssse3_pshuf_b_128, {}, {x, indices});
}

static Value *shuffle(const VectorOp &op) {
  SmallVector<int, 16> lanes(op.in.vector.begin(), op.in.vector.end());
  return op.builder().CreateShuffleVector(op.vector(0), op.vector(1), lanes);
}

/// One bit of each lane decides, and on an x86-64 it is the top one.
static Value *relaxedLaneselect(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  Value *x = op.vector(0), *y = op.vector(1), *mask = op.vector(2);
  if (op.isX86() && op.isRelaxed())
    return b.CreateSelect(b.CreateIsNeg(mask), x, y);
  return b.CreateOr(b.CreateAnd(x, mask), b.CreateAnd(y, b.CreateNot(mask)));
}

Value *lowerVectorLanes(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  if (op.verb == "splat")
    return b.CreateVectorSplat(op.lanes(), toLane(op, op.arg(0)));
  if (op.verb == "extract_lane")
    return extractLane(op);
  if (op.verb == "replace_lane")
    return b.CreateInsertElement(op.vector(0), toLane(op, op.arg(1)),
                                 op.in.lane);
  if (op.verb == "shuffle")
    return shuffle(op);
  if (op.verb == "swizzle")
    return swizzle(op, true);
  if (op.verb == "relaxed_swizzle")
    return swizzle(op, !op.isRelaxed());
  if (op.verb == "relaxed_laneselect")
    return relaxedLaneselect(op);
  return nullptr;
}

} // namespace wasmc
