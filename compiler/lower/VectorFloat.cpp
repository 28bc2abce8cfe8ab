// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lanes that are floats, as IEEE 754 and the specification want them. Every
// operation but abs, neg, pmin and pmax makes a signalling NaN quiet, and these
// do not touch it; LLVM does not care. Where it would take an operation for the
// identity, or a choice for a minimum, an operand is fenced: LLVM must then do
// what it is told, which costs no instruction.

#include "compiler/lower/Vector.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/IntrinsicsAArch64.h"
#include "llvm/IR/IntrinsicsX86.h"

namespace wasmc {

using namespace llvm;

/// Whether LLVM may take an operation with this number for one that leaves the
/// other operand, or its negation, as it is.
static bool isNeutral(const APFloat &number) {
  return number.isZero() || number.isInfinity() ||
         abs(number).isExactlyValue(1.0);
}

static bool hasNeutralLane(const VectorOp &op, Value *x) {
  auto *constant = dyn_cast<Constant>(x);
  if (!constant)
    return false;
  constant = ConstantFoldConstant(constant, op.fn.module.ir.getDataLayout());
  for (unsigned i = 0; i < op.lanes(); ++i) {
    auto *lane = dyn_cast_or_null<ConstantFP>(constant->getAggregateElement(i));
    if (!lane || isNeutral(lane->getValueAPF()))
      return true;
  }
  return false;
}

/// The value, about which LLVM knows nothing.
static Value *fenced(const VectorOp &op, Value *x) {
  return op.builder().CreateIntrinsic(Intrinsic::arithmetic_fence, {op.type},
                                      {x});
}

/// Operand `i` of an operation that must happen.
static Value *operand(const VectorOp &op, unsigned i) {
  Value *x = op.vector(i);
  return hasNeutralLane(op, x) ? fenced(op, x) : x;
}

/// minps, maxps, minpd or maxpd: x if it is beyond y, else y, whatever they
/// are.
static Value *x86Choice(const VectorOp &op, bool isMin, Value *x, Value *y) {
  bool isSingle = op.laneBits() == 32;
  Intrinsic::ID id =
      isMin
          ? (isSingle ? Intrinsic::x86_sse_min_ps : Intrinsic::x86_sse2_min_pd)
          : (isSingle ? Intrinsic::x86_sse_max_ps : Intrinsic::x86_sse2_max_pd);
  return op.builder().CreateIntrinsic(id, {}, {x, y});
}

/// What LLVM makes of its own minimum and maximum on an x86-64 is longer and
/// lets signalling NaNs through. In both orders, what the machine's instruction
/// returns differs only between zeros and for NaNs. -0 has one bit more than
/// +0, and the sum of unordered operands is a quiet NaN of theirs.
static Value *x86Extreme(const VectorOp &op, bool isMin) {
  IRBuilder<> &b = op.builder();
  Value *x = operand(op, 0), *y = operand(op, 1);
  Type *bits = op.integers(op.laneBits());
  Value *one = b.CreateBitCast(x86Choice(op, isMin, x, y), bits);
  Value *other = b.CreateBitCast(x86Choice(op, isMin, y, x), bits);
  Value *both = isMin ? b.CreateOr(one, other) : b.CreateAnd(one, other);
  return b.CreateSelect(b.CreateFCmpUNO(x, y), b.CreateFAdd(x, y),
                        b.CreateBitCast(both, op.type));
}

/// An AArch64 has both. LLVM's own of equal operands would become one of them;
/// of one operand and an infinity, so would the machine's without the fences.
static Value *extreme(const VectorOp &op, bool isMin) {
  if (op.isX86())
    return x86Extreme(op, isMin);
  return op.builder().CreateIntrinsic(
      isMin ? Intrinsic::aarch64_neon_fmin : Intrinsic::aarch64_neon_fmax,
      {op.type}, {fenced(op, op.vector(0)), fenced(op, op.vector(1))});
}

/// x if it is beyond y, else y. The fence keeps LLVM from taking an AArch64's
/// fminnm if one is a constant: that one returns a NaN, were the other a
/// signalling one.
static Value *choice(const VectorOp &op, bool isMin, Value *x, Value *y) {
  IRBuilder<> &b = op.builder();
  if (op.isX86())
    return x86Choice(op, isMin, x, y);
  Value *limit = fenced(op, y);
  Value *isBeyond =
      isMin ? b.CreateFCmpOLT(x, limit) : b.CreateFCmpOGT(x, limit);
  return b.CreateSelect(isBeyond, x, y);
}

static Value *lowerExtreme(const VectorOp &op) {
  bool isMin = op.verb.ends_with("min");
  Value *x = op.vector(0), *y = op.vector(1);
  if (op.verb.starts_with("p"))
    return choice(op, isMin, y, x);
  if (op.verb.starts_with("relaxed") && op.isRelaxed() && op.isX86())
    return choice(op, isMin, x, y);
  return extreme(op, isMin);
}

/// relaxed_madd and _nmadd. Which of the two it is is the same for a whole
/// program, so it must not be left to LLVM.
static Value *multiplyAdd(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  Value *x = operand(op, 0), *y = operand(op, 1), *z = operand(op, 2);
  if (op.verb == "relaxed_nmadd")
    x = b.CreateFNeg(x);
  if (op.isRelaxed() && op.fn.module.options.fusesMultiplyAdd)
    return b.CreateIntrinsic(Intrinsic::fma, {op.type}, {x, y, z});
  return b.CreateFAdd(b.CreateFMul(x, y), z);
}

static CmpInst::Predicate predicateOf(StringRef verb) {
  return StringSwitch<CmpInst::Predicate>(verb)
      .Case("eq", CmpInst::FCMP_OEQ)
      .Case("ne", CmpInst::FCMP_UNE)
      .Case("lt", CmpInst::FCMP_OLT)
      .Case("gt", CmpInst::FCMP_OGT)
      .Case("le", CmpInst::FCMP_OLE)
      .Case("ge", CmpInst::FCMP_OGE)
      .Default(CmpInst::BAD_FCMP_PREDICATE);
}

static Value *lowerUnary(const VectorOp &op) {
  Value *x = op.vector(0);
  if (op.verb == "neg")
    return op.builder().CreateFNeg(x);
  Intrinsic::ID id = StringSwitch<Intrinsic::ID>(op.verb)
                         .Case("abs", Intrinsic::fabs)
                         .Case("sqrt", Intrinsic::sqrt)
                         .Case("ceil", Intrinsic::ceil)
                         .Case("floor", Intrinsic::floor)
                         .Case("trunc", Intrinsic::trunc)
                         .Case("nearest", Intrinsic::roundeven)
                         .Default(Intrinsic::not_intrinsic);
  return op.builder().CreateUnaryIntrinsic(id, x);
}

Value *lowerVectorFloat(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  if (op.args.size() == 1)
    return lowerUnary(op);
  if (op.args.size() == 3)
    return multiplyAdd(op);
  CmpInst::Predicate predicate = predicateOf(op.verb);
  if (predicate != CmpInst::BAD_FCMP_PREDICATE)
    return b.CreateSExt(b.CreateFCmp(predicate, op.vector(0), op.vector(1)),
                        op.integers(op.laneBits()));
  auto code = StringSwitch<llvm::Instruction::BinaryOps>(op.verb)
                  .Case("add", llvm::Instruction::FAdd)
                  .Case("sub", llvm::Instruction::FSub)
                  .Case("mul", llvm::Instruction::FMul)
                  .Case("div", llvm::Instruction::FDiv)
                  .Default(llvm::Instruction::BinaryOpsEnd);
  if (code == llvm::Instruction::BinaryOpsEnd)
    return lowerExtreme(op);
  return b.CreateBinOp(code, operand(op, 0), operand(op, 1));
}

} // namespace wasmc
