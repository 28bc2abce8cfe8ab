// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lanes that are integers and stay as wide as they are.

#include "compiler/lower/Vector.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/IntrinsicsAArch64.h"
#include "llvm/IR/IntrinsicsX86.h"

namespace wasmc {

using namespace llvm;

static Value *shift(const VectorOp &op, llvm::Instruction::BinaryOps code) {
  IRBuilder<> &b = op.builder();
  Value *count = b.CreateAnd(op.arg(1), op.laneBits() - 1);
  count = b.CreateZExtOrTrunc(count, op.type->getElementType());
  return b.CreateBinOp(code, op.vector(0),
                       b.CreateVectorSplat(op.lanes(), count));
}

/// (x + y + 1) / 2, unsigned and without overflow.
static Value *roundedAverage(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  Value *x = op.vector(0), *y = op.vector(1);
  if (!op.isX86())
    return b.CreateIntrinsic(Intrinsic::aarch64_neon_urhadd, {op.type}, {x, y});
  return b.CreateIntrinsic(op.laneBits() == 8 ? Intrinsic::x86_sse2_pavg_b
                                              : Intrinsic::x86_sse2_pavg_w,
                           {}, {x, y});
}

/// The product of fixed-point numbers in [-1, 1), rounded. It does not fit in
/// one case, -1 times -1.
static Value *q15Product(const VectorOp &op, bool isExact) {
  IRBuilder<> &b = op.builder();
  Value *x = op.vector(0), *y = op.vector(1);
  if (!op.isX86())
    return b.CreateIntrinsic(Intrinsic::aarch64_neon_sqrdmulh, {op.type},
                             {x, y});
  Value *product =
      b.CreateIntrinsic(Intrinsic::x86_ssse3_pmul_hr_sw_128, {}, {x, y});
  if (!isExact)
    return product;
  // No other product is as little as the one that wrapped.
  Value *wrapped = b.CreateICmpEQ(
      product, ConstantInt::get(op.type, APInt::getSignedMinValue(16)));
  return b.CreateXor(product, b.CreateSExt(wrapped, op.type));
}

/// An x86-64 tests that no lane compares equal to 0. An AArch64 finds the least
/// lane, if lanes have up to 32 bits.
static Value *allTrue(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  Value *x = op.vector(0);
  if (op.isX86()) {
    Value *zeros = b.CreateBitCast(b.CreateSExt(b.CreateIsNull(x), op.type),
                                   op.integers(64));
    return b.CreateIntrinsic(Intrinsic::x86_sse41_ptestz, {}, {zeros, zeros});
  }
  Value *all = op.laneBits() == 64
                   ? b.CreateAndReduce(b.CreateIsNotNull(x))
                   : b.CreateIsNotNull(b.CreateIntMinReduce(x, false));
  return b.CreateZExt(all, b.getInt32Ty());
}

static Value *bitmask(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  Value *bits =
      b.CreateBitCast(b.CreateIsNeg(op.vector(0)), b.getIntNTy(op.lanes()));
  return b.CreateZExt(bits, b.getInt32Ty());
}

static CmpInst::Predicate predicateOf(const VectorOp &op) {
  auto bySign = [&](CmpInst::Predicate ifSigned) {
    return op.isSigned ? ifSigned : ICmpInst::getUnsignedPredicate(ifSigned);
  };
  return StringSwitch<CmpInst::Predicate>(op.verb)
      .Case("eq", CmpInst::ICMP_EQ)
      .Case("ne", CmpInst::ICMP_NE)
      .Case("lt", bySign(CmpInst::ICMP_SLT))
      .Case("gt", bySign(CmpInst::ICMP_SGT))
      .Case("le", bySign(CmpInst::ICMP_SLE))
      .Case("ge", bySign(CmpInst::ICMP_SGE))
      .Default(CmpInst::BAD_ICMP_PREDICATE);
}

static llvm::Instruction::BinaryOps operatorOf(const VectorOp &op) {
  return StringSwitch<llvm::Instruction::BinaryOps>(op.verb)
      .Case("add", llvm::Instruction::Add)
      .Case("sub", llvm::Instruction::Sub)
      .Case("mul", llvm::Instruction::Mul)
      .Default(llvm::Instruction::BinaryOpsEnd);
}

/// Of the instructions that LLVM has as an intrinsic for any type.
static Intrinsic::ID intrinsicOf(const VectorOp &op) {
  auto bySign = [&](Intrinsic::ID ifSigned, Intrinsic::ID otherwise) {
    return op.isSigned ? ifSigned : otherwise;
  };
  return StringSwitch<Intrinsic::ID>(op.verb)
      .Case("add_sat", bySign(Intrinsic::sadd_sat, Intrinsic::uadd_sat))
      .Case("sub_sat", bySign(Intrinsic::ssub_sat, Intrinsic::usub_sat))
      .Case("min", bySign(Intrinsic::smin, Intrinsic::umin))
      .Case("max", bySign(Intrinsic::smax, Intrinsic::umax))
      .Default(Intrinsic::not_intrinsic);
}

static Value *lowerUnary(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  Value *x = op.vector(0);
  if (op.verb == "neg")
    return b.CreateNeg(x);
  if (op.verb == "abs")
    return b.CreateBinaryIntrinsic(Intrinsic::abs, x, b.getFalse());
  if (op.verb == "popcnt")
    return b.CreateUnaryIntrinsic(Intrinsic::ctpop, x);
  return op.verb == "bitmask" ? bitmask(op) : allTrue(op);
}

static Value *lowerOddBinary(const VectorOp &op) {
  if (op.verb == "shl")
    return shift(op, llvm::Instruction::Shl);
  if (op.verb == "shr")
    return shift(op, op.isSigned ? llvm::Instruction::AShr
                                 : llvm::Instruction::LShr);
  if (op.verb == "avgr")
    return roundedAverage(op);
  return q15Product(op, op.verb == "q15mulr_sat" || !op.isRelaxed());
}

Value *lowerVectorInteger(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  if (op.args.size() == 1)
    return lowerUnary(op);
  auto code = operatorOf(op);
  if (code != llvm::Instruction::BinaryOpsEnd)
    return b.CreateBinOp(code, op.vector(0), op.vector(1));
  if (Intrinsic::ID id = intrinsicOf(op))
    return b.CreateBinaryIntrinsic(id, op.vector(0), op.vector(1));
  CmpInst::Predicate predicate = predicateOf(op);
  if (predicate != CmpInst::BAD_ICMP_PREDICATE)
    return b.CreateSExt(b.CreateICmp(predicate, op.vector(0), op.vector(1)),
                        op.type);
  return lowerOddBinary(op);
}

} // namespace wasmc
