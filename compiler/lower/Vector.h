// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the files of the instructions on vectors share. Between instructions a
// v128 is <4 x i32>; each instruction takes it as the lanes it works on. Where
// the code LLVM makes of general IR is far from what the machine has, the
// machine's own intrinsic is named instead.

#ifndef COMPILER_LOWER_VECTOR_H
#define COMPILER_LOWER_VECTOR_H

#include "compiler/lower/FunctionLowering.h"
#include "llvm/IR/DerivedTypes.h"

namespace wasmc {

/// An instruction with its name taken apart: `i16x8.add_sat_s` is the verb
/// `add_sat` on <8 x i16>, signed.
struct VectorOp {
  FunctionLowering &fn;
  const Instruction &in;
  FunctionLowering::Operands args;
  llvm::FixedVectorType *type; ///< `v128.`: <4 x i32>.
  llvm::StringRef verb;        ///< Without a sign (`_s_zero` is one as well).
  bool isSigned;

  VectorOp(FunctionLowering &fn, const Instruction &in,
           FunctionLowering::Operands args);

  llvm::IRBuilder<> &builder() const { return fn.builder; }
  unsigned lanes() const { return type->getNumElements(); }
  unsigned laneBits() const { return type->getScalarSizeInBits(); }
  /// Operand `i`, a vector as lanes of `type`, or anything as it is.
  llvm::Value *arg(unsigned i) const;
  llvm::Value *vector(unsigned i) const { return vector(i, type); }
  llvm::Value *vector(unsigned i, llvm::Type *as) const;
  /// <128/bits x ibits>
  llvm::FixedVectorType *integers(unsigned bits) const;
  /// The machine the module is for: an x86-64, else an AArch64.
  bool isX86() const;
  /// Whether an instruction of the relaxed kind takes the machine's own result.
  bool isRelaxed() const;
};

// What an instruction leaves, in whatever lanes; null if that is nothing.
llvm::Value *lowerVectorMemory(const VectorOp &op);
llvm::Value *lowerVectorBits(const VectorOp &op);
llvm::Value *lowerVectorLanes(const VectorOp &op);
llvm::Value *lowerVectorInteger(const VectorOp &op);
llvm::Value *lowerVectorWidth(const VectorOp &op);
llvm::Value *lowerVectorFloat(const VectorOp &op);
llvm::Value *lowerVectorConvert(const VectorOp &op);

} // namespace wasmc

#endif
