// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between lanes that are floats and lanes that are integers, or floats of
// another width. LLVM knows conversions that saturate, and an AArch64 has them;
// on an x86-64 they are put together here from its own, which give 0x80000000
// for all that is not in the range of an i32.

#include "compiler/lower/Vector.h"
#include "llvm/IR/IntrinsicsAArch64.h"
#include "llvm/IR/IntrinsicsX86.h"

namespace wasmc {

using namespace llvm;

/// The first two lanes of four.
static Value *lowHalf(IRBuilder<> &b, Value *x) {
  return b.CreateShuffleVector(x, {0, 1});
}

/// Four lanes, of which the last two are 0.
static Value *zeroExtendLanes(IRBuilder<> &b, Value *x) {
  return b.CreateShuffleVector(x, Constant::getNullValue(x->getType()),
                               {0, 1, 2, 3});
}

static Value *number(Value *like, double value) {
  return ConstantFP::get(like->getType(), value);
}

static Value *x86Truncate(IRBuilder<> &b, Value *x) {
  return b.CreateIntrinsic(Intrinsic::x86_sse2_cvttps2dq, {}, {x});
}

/// As maxps has it: 0 for NaN.
static Value *atLeastZero(IRBuilder<> &b, Value *x) {
  Value *zero = number(x, 0);
  return b.CreateSelect(b.CreateFCmpOGT(x, zero), x, zero);
}

static Value *x86TruncSat32(IRBuilder<> &b, Value *x, bool isSigned) {
  auto mask = [&](Value *condition) {
    auto *lanes = cast<FixedVectorType>(x->getType());
    return b.CreateSExt(condition, FixedVectorType::getInteger(lanes));
  };
  if (isSigned) {
    // What 0x80000000 is wrong for: NaN becomes 0 before, and what is too great
    // is inverted.
    Value *ordered = b.CreateSelect(b.CreateFCmpORD(x, x), x, number(x, 0));
    return b.CreateXor(x86Truncate(b, ordered),
                       mask(b.CreateFCmpOGE(ordered, number(x, 0x1p31))));
  }
  // From 2^31 on, where the first conversion gives the top bit, the second one
  // has the others; from 2^32 on all are set.
  x = atLeastZero(b, x);
  Value *low = x86Truncate(b, x);
  Value *high = x86Truncate(b, b.CreateFSub(x, number(x, 0x1p31)));
  Value *joined = b.CreateOr(low, b.CreateAnd(high, b.CreateAShr(low, 31)));
  return b.CreateOr(joined, mask(b.CreateFCmpOGE(x, number(x, 0x1p32))));
}

/// From whole numbers below 2^32: 2^52 more, their low bits are the integer's.
static Value *x86LowBits(IRBuilder<> &b, Value *whole) {
  Value *bits = b.CreateBitCast(b.CreateFAdd(whole, number(whole, 0x1p52)),
                                FixedVectorType::get(b.getInt32Ty(), 4));
  return b.CreateShuffleVector(bits, Constant::getNullValue(bits->getType()),
                               {0, 2, 4, 4});
}

/// From f64x2: two lanes, and two that are 0.
static Value *x86TruncSat64(IRBuilder<> &b, Value *x, bool isSigned) {
  if (isSigned) {
    // minpd returns its second operand for NaN, which must then be 0.
    Value *most = b.CreateSelect(b.CreateFCmpORD(x, x), number(x, 0x1p31 - 1),
                                 number(x, 0));
    Value *limited = b.CreateSelect(b.CreateFCmpOLT(x, most), x, most);
    return b.CreateIntrinsic(Intrinsic::x86_sse2_cvttpd2dq, {}, {limited});
  }
  x = atLeastZero(b, x);
  Value *most = number(x, 0x1p32 - 1);
  Value *limited = b.CreateSelect(b.CreateFCmpOLT(x, most), x, most);
  return x86LowBits(b, b.CreateUnaryIntrinsic(Intrinsic::trunc, limited));
}

/// An AArch64 converts f64x2 to 64-bit integers, which it narrows.
static Value *armTruncSat(const VectorOp &op, Value *x) {
  IRBuilder<> &b = op.builder();
  Intrinsic::ID convert =
      op.isSigned ? Intrinsic::fptosi_sat : Intrinsic::fptoui_sat;
  auto *from = cast<FixedVectorType>(x->getType());
  Value *result = b.CreateIntrinsic(
      convert, {FixedVectorType::getInteger(from), from}, {x});
  if (from->getNumElements() == 4)
    return result;
  Intrinsic::ID narrow = op.isSigned ? Intrinsic::aarch64_neon_sqxtn
                                     : Intrinsic::aarch64_neon_uqxtn;
  Type *two = FixedVectorType::getHalfElementsVectorType(op.type);
  return zeroExtendLanes(b, b.CreateIntrinsic(narrow, {two}, {result}));
}

static Value *truncSat(const VectorOp &op, Value *x) {
  if (!op.isX86())
    return armTruncSat(op, x);
  return x->getType()->getScalarType()->isFloatTy()
             ? x86TruncSat32(op.builder(), x, op.isSigned)
             : x86TruncSat64(op.builder(), x, op.isSigned);
}

/// Out of range any integer will do.
static Value *relaxedTrunc(const VectorOp &op, Value *x) {
  IRBuilder<> &b = op.builder();
  if (!op.isRelaxed() || !op.isX86())
    return truncSat(op, x);
  if (x->getType()->getScalarType()->isFloatTy())
    return op.isSigned ? x86Truncate(b, x)
                       : b.CreateFreeze(b.CreateFPToUI(x, op.type));
  if (op.isSigned)
    return b.CreateIntrinsic(Intrinsic::x86_sse2_cvttpd2dq, {}, {x});
  return x86LowBits(b, b.CreateUnaryIntrinsic(Intrinsic::trunc, x));
}

/// f32x4.demote_f64x2_zero. Of a promotion it is not the identity, as LLVM
/// thinks: a signalling NaN comes back quiet. Hence the fence.
static Value *demote(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  Type *f64x2 = FixedVectorType::get(b.getDoubleTy(), 2);
  Value *x = b.CreateIntrinsic(Intrinsic::arithmetic_fence, {f64x2},
                               {op.vector(0, f64x2)});
  auto *halfType = FixedVectorType::getHalfElementsVectorType(op.type);
  return zeroExtendLanes(b, b.CreateFPTrunc(x, halfType));
}

static Value *convert(const VectorOp &op, Value *x) {
  return op.isSigned ? op.builder().CreateSIToFP(x, op.type)
                     : op.builder().CreateUIToFP(x, op.type);
}

Value *lowerVectorConvert(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  FixedVectorType *i32x4 = op.integers(32);
  Type *f32x4 = FixedVectorType::get(b.getFloatTy(), 4);
  Type *f64x2 = FixedVectorType::get(b.getDoubleTy(), 2);
  Type *from = op.verb.ends_with("f64x2") ? f64x2 : f32x4;
  if (op.verb.starts_with("trunc_sat"))
    return truncSat(op, op.vector(0, from));
  if (op.verb.starts_with("relaxed_trunc"))
    return relaxedTrunc(op, op.vector(0, from));
  if (op.verb.starts_with("convert_low"))
    return convert(op, lowHalf(b, op.vector(0, i32x4)));
  if (op.verb.starts_with("convert"))
    return convert(op, op.vector(0, i32x4));
  if (op.verb.starts_with("promote"))
    return b.CreateFPExt(lowHalf(b, op.vector(0, f32x4)), op.type);
  if (op.verb.starts_with("demote"))
    return demote(op);
  return nullptr;
}

} // namespace wasmc
