// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lanes that are integers and become twice as wide, or half: extend, narrow,
// the products and sums that are extended first, and dot products.

#include "compiler/lower/Vector.h"
#include "llvm/Analysis/VectorUtils.h"
#include "llvm/IR/IntrinsicsAArch64.h"
#include "llvm/IR/IntrinsicsX86.h"

namespace wasmc {

using namespace llvm;

enum class Half { Low, High };

static Value *concatenate(IRBuilder<> &b, Value *low, Value *high,
                          unsigned lanes) {
  return b.CreateShuffleVector(low, high, createSequentialMask(0, lanes, 0));
}

/// Half of the lanes of `x`, each extended to twice its width.
static Value *extend(IRBuilder<> &b, Value *x, Half half, bool isSigned) {
  auto *type = cast<FixedVectorType>(x->getType());
  unsigned lanes = type->getNumElements() / 2;
  Value *lanesToExtend = b.CreateShuffleVector(
      x, createSequentialMask(half == Half::High ? lanes : 0, lanes, 0));
  Type *wide =
      FixedVectorType::get(b.getIntNTy(2 * type->getScalarSizeInBits()), lanes);
  return isSigned ? b.CreateSExt(lanesToExtend, wide)
                  : b.CreateZExt(lanesToExtend, wide);
}

static Value *extendedProduct(IRBuilder<> &b, Value *x, Value *y, Half half,
                              bool isSigned) {
  return b.CreateMul(extend(b, x, half, isSigned),
                     extend(b, y, half, isSigned));
}

/// The lanes of two vectors, which they become half as wide, saturating: of
/// signed lanes, `isSigned` says what they become.
static Value *narrow(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  FixedVectorType *wide = op.integers(2 * op.laneBits());
  Value *x = op.vector(0, wide), *y = op.vector(1, wide);
  if (op.isX86()) {
    bool toBytes = op.laneBits() == 8;
    Intrinsic::ID pack = op.isSigned
                             ? (toBytes ? Intrinsic::x86_sse2_packsswb_128
                                        : Intrinsic::x86_sse2_packssdw_128)
                             : (toBytes ? Intrinsic::x86_sse2_packuswb_128
                                        : Intrinsic::x86_sse41_packusdw);
    return b.CreateIntrinsic(pack, {}, {x, y});
  }
  Intrinsic::ID pack = op.isSigned ? Intrinsic::aarch64_neon_sqxtn
                                   : Intrinsic::aarch64_neon_sqxtun;
  Type *half = FixedVectorType::getHalfElementsVectorType(op.type);
  return concatenate(b, b.CreateIntrinsic(pack, {half}, {x}),
                     b.CreateIntrinsic(pack, {half}, {y}), op.lanes());
}

/// Sums of neighbouring lanes, extended first.
static Value *pairwiseSum(const VectorOp &op, Value *x, bool isSigned) {
  IRBuilder<> &b = op.builder();
  auto *from = cast<FixedVectorType>(x->getType());
  auto *to = op.integers(2 * from->getScalarSizeInBits());
  if (!op.isX86())
    return b.CreateIntrinsic(isSigned ? Intrinsic::aarch64_neon_saddlp
                                      : Intrinsic::aarch64_neon_uaddlp,
                             {to, from}, {x});
  // An x86-64 sums products: signed 16-bit ones, or unsigned by signed bytes.
  Value *ones = ConstantInt::get(from, 1);
  if (from->getScalarSizeInBits() == 8)
    return b.CreateIntrinsic(Intrinsic::x86_ssse3_pmadd_ub_sw_128, {},
                             {isSigned ? ones : x, isSigned ? x : ones});
  if (isSigned)
    return b.CreateIntrinsic(Intrinsic::x86_sse2_pmadd_wd, {}, {x, ones});
  Value *pairs = b.CreateBitCast(x, to);
  return b.CreateAdd(b.CreateAnd(pairs, ConstantInt::get(to, 0xffff)),
                     b.CreateLShr(pairs, 16));
}

/// i32x4.dot_i16x8_s
static Value *dot(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  Value *x = op.vector(0, op.integers(16)), *y = op.vector(1, op.integers(16));
  if (op.isX86())
    return b.CreateIntrinsic(Intrinsic::x86_sse2_pmadd_wd, {}, {x, y});
  return b.CreateIntrinsic(Intrinsic::aarch64_neon_addp, {op.type},
                           {extendedProduct(b, x, y, Half::Low, true),
                            extendedProduct(b, x, y, Half::High, true)});
}

/// i16x8.relaxed_dot_i8x16_i7x16_s: sums of two products, which saturate. The
/// second factor has seven bits; relaxed, with an eighth it may be unsigned.
static Value *relaxedDot(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  Value *x = op.vector(0, op.integers(8)), *y = op.vector(1, op.integers(8));
  if (op.isX86() && op.isRelaxed())
    return b.CreateIntrinsic(Intrinsic::x86_ssse3_pmadd_ub_sw_128, {}, {y, x});
  Value *low = extendedProduct(b, x, y, Half::Low, true);
  Value *high = extendedProduct(b, x, y, Half::High, true);
  if (op.isX86())
    return b.CreateIntrinsic(Intrinsic::x86_ssse3_phadd_sw_128, {},
                             {low, high});
  // Not addp: it would wrap where all four factors are -128.
  Value *even = b.CreateShuffleVector(low, high, createStrideMask(0, 2, 8));
  Value *odd = b.CreateShuffleVector(low, high, createStrideMask(1, 2, 8));
  return b.CreateBinaryIntrinsic(Intrinsic::sadd_sat, even, odd);
}

Value *lowerVectorWidth(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  FixedVectorType *halfAsWide = op.integers(op.laneBits() / 2);
  Half half = op.verb.contains("_high") ? Half::High : Half::Low;
  if (op.verb.starts_with("narrow"))
    return narrow(op);
  if (op.verb.starts_with("extend"))
    return extend(b, op.vector(0, halfAsWide), half, op.isSigned);
  if (op.verb.starts_with("extmul"))
    return extendedProduct(b, op.vector(0, halfAsWide),
                           op.vector(1, halfAsWide), half, op.isSigned);
  if (op.verb.starts_with("extadd_pairwise"))
    return pairwiseSum(op, op.vector(0, halfAsWide), op.isSigned);
  switch (op.in.op) {
  case Opcode::I32x4DotI16x8S:
    return dot(op);
  case Opcode::I16x8DotI8x16I7x16S:
    return relaxedDot(op);
  case Opcode::I32x4DotI8x16I7x16AddS:
    return b.CreateAdd(pairwiseSum(op, relaxedDot(op), true), op.vector(2));
  default:
    return nullptr;
  }
}

} // namespace wasmc
