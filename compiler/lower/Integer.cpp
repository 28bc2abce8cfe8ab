// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/FunctionLowering.h"

namespace wasmc {

using namespace llvm;

/// LLVM leaves division by zero and the overflow of MIN / -1 undefined; both
/// must have trapped before.
static Value *lowerDivision(FunctionLowering &fn,
                            llvm::Instruction::BinaryOps op, Value *x,
                            Value *y) {
  IRBuilder<> &b = fn.builder;
  fn.trapIf(b.CreateIsNull(y), wrt::Trap::IntegerDivideByZero);
  if (op == llvm::Instruction::SDiv) {
    unsigned bits = x->getType()->getIntegerBitWidth();
    Constant *least =
        ConstantInt::get(x->getType(), APInt::getSignedMinValue(bits));
    Constant *minusOne = Constant::getAllOnesValue(x->getType());
    fn.trapIf(
        b.CreateAnd(b.CreateICmpEQ(x, least), b.CreateICmpEQ(y, minusOne)),
        wrt::Trap::IntegerOverflow);
  }
  // MIN % -1 is 0 in wasm; so is x % 1 for every x.
  if (op == llvm::Instruction::SRem)
    y = b.CreateSelect(
        b.CreateICmpEQ(y, Constant::getAllOnesValue(y->getType())),
        ConstantInt::get(y->getType(), 1), y);
  return b.CreateBinOp(op, x, y);
}

static Value *maskedShift(IRBuilder<> &b, llvm::Instruction::BinaryOps op,
                          Value *x, Value *count) {
  unsigned bits = x->getType()->getIntegerBitWidth();
  return b.CreateBinOp(
      op, x, b.CreateAnd(count, ConstantInt::get(x->getType(), bits - 1)));
}

static Value *compare(IRBuilder<> &b, CmpInst::Predicate predicate, Value *x,
                      Value *y) {
  return b.CreateZExt(b.CreateICmp(predicate, x, y), b.getInt32Ty());
}

static Value *signExtend(IRBuilder<> &b, Value *x, unsigned bits) {
  Type *narrow = IntegerType::get(b.getContext(), bits);
  return b.CreateSExt(b.CreateTrunc(x, narrow), x->getType());
}

/// i64.add128 and i64.sub128: two halves each, low first.
static void lowerWideAdd(IRBuilder<> &b, llvm::Instruction::BinaryOps op,
                         FunctionLowering::Operands args,
                         FunctionLowering::Values &out) {
  Type *wide = b.getInt128Ty();
  auto join = [&](Value *low, Value *high) {
    return b.CreateOr(b.CreateZExt(low, wide),
                      b.CreateShl(b.CreateZExt(high, wide), 64));
  };
  Value *result = b.CreateBinOp(op, join(args[0].value, args[1].value),
                                join(args[2].value, args[3].value));
  out.push_back(b.CreateTrunc(result, b.getInt64Ty()));
  out.push_back(b.CreateTrunc(b.CreateLShr(result, 64), b.getInt64Ty()));
}

static void lowerWideMul(IRBuilder<> &b, llvm::Instruction::CastOps extend,
                         FunctionLowering::Operands args,
                         FunctionLowering::Values &out) {
  Type *wide = b.getInt128Ty();
  Value *result = b.CreateMul(b.CreateCast(extend, args[0].value, wide),
                              b.CreateCast(extend, args[1].value, wide));
  out.push_back(b.CreateTrunc(result, b.getInt64Ty()));
  out.push_back(b.CreateTrunc(b.CreateLShr(result, 64), b.getInt64Ty()));
}

/// Comparisons of both widths, in the order of their opcodes.
static CmpInst::Predicate predicateOf(Opcode op) {
  static constexpr CmpInst::Predicate predicates[] = {
      CmpInst::ICMP_EQ,  CmpInst::ICMP_NE,  CmpInst::ICMP_SLT,
      CmpInst::ICMP_ULT, CmpInst::ICMP_SGT, CmpInst::ICMP_UGT,
      CmpInst::ICMP_SLE, CmpInst::ICMP_ULE, CmpInst::ICMP_SGE,
      CmpInst::ICMP_UGE};
  Opcode first = op < Opcode::I64Eqz ? Opcode::I32Eq : Opcode::I64Eq;
  return predicates[unsigned(op) - unsigned(first)];
}

/// Instructions of two operands, the width being that of the operands.
static Value *lowerBinary(FunctionLowering &fn, Opcode op, Value *x, Value *y) {
  IRBuilder<> &b = fn.builder;
  switch (op) {
  case Opcode::I32Add:
  case Opcode::I64Add:
    return b.CreateAdd(x, y);
  case Opcode::I32Sub:
  case Opcode::I64Sub:
    return b.CreateSub(x, y);
  case Opcode::I32Mul:
  case Opcode::I64Mul:
    return b.CreateMul(x, y);
  case Opcode::I32DivS:
  case Opcode::I64DivS:
    return lowerDivision(fn, llvm::Instruction::SDiv, x, y);
  case Opcode::I32DivU:
  case Opcode::I64DivU:
    return lowerDivision(fn, llvm::Instruction::UDiv, x, y);
  case Opcode::I32RemS:
  case Opcode::I64RemS:
    return lowerDivision(fn, llvm::Instruction::SRem, x, y);
  case Opcode::I32RemU:
  case Opcode::I64RemU:
    return lowerDivision(fn, llvm::Instruction::URem, x, y);
  case Opcode::I32And:
  case Opcode::I64And:
    return b.CreateAnd(x, y);
  case Opcode::I32Or:
  case Opcode::I64Or:
    return b.CreateOr(x, y);
  case Opcode::I32Xor:
  case Opcode::I64Xor:
    return b.CreateXor(x, y);
  case Opcode::I32Shl:
  case Opcode::I64Shl:
    return maskedShift(b, llvm::Instruction::Shl, x, y);
  case Opcode::I32ShrS:
  case Opcode::I64ShrS:
    return maskedShift(b, llvm::Instruction::AShr, x, y);
  case Opcode::I32ShrU:
  case Opcode::I64ShrU:
    return maskedShift(b, llvm::Instruction::LShr, x, y);
  case Opcode::I32Rotl:
  case Opcode::I64Rotl:
    return b.CreateIntrinsic(Intrinsic::fshl, {x->getType()}, {x, x, y});
  case Opcode::I32Rotr:
  case Opcode::I64Rotr:
    return b.CreateIntrinsic(Intrinsic::fshr, {x->getType()}, {x, x, y});
  default:
    return compare(b, predicateOf(op), x, y);
  }
}

static Value *lowerUnary(IRBuilder<> &b, Opcode op, Value *x) {
  switch (op) {
  case Opcode::I32Clz:
  case Opcode::I64Clz:
    return b.CreateBinaryIntrinsic(Intrinsic::ctlz, x, b.getFalse());
  case Opcode::I32Ctz:
  case Opcode::I64Ctz:
    return b.CreateBinaryIntrinsic(Intrinsic::cttz, x, b.getFalse());
  case Opcode::I32Popcnt:
  case Opcode::I64Popcnt:
    return b.CreateUnaryIntrinsic(Intrinsic::ctpop, x);
  case Opcode::I32Extend8S:
  case Opcode::I64Extend8S:
    return signExtend(b, x, 8);
  case Opcode::I32Extend16S:
  case Opcode::I64Extend16S:
    return signExtend(b, x, 16);
  case Opcode::I64Extend32S:
    return signExtend(b, x, 32);
  default: // eqz
    return b.CreateZExt(b.CreateIsNull(x), b.getInt32Ty());
  }
}

void lowerInteger(FunctionLowering &fn, const wasmc::Instruction &in,
                  FunctionLowering::Operands args,
                  FunctionLowering::Values &out) {
  IRBuilder<> &b = fn.builder;
  switch (in.op) {
  case Opcode::I32Const:
    out.push_back(b.getInt32(uint32_t(in.bits)));
    return;
  case Opcode::I64Const:
    out.push_back(b.getInt64(in.bits));
    return;
  case Opcode::I64Add128:
    return lowerWideAdd(b, llvm::Instruction::Add, args, out);
  case Opcode::I64Sub128:
    return lowerWideAdd(b, llvm::Instruction::Sub, args, out);
  case Opcode::I64MulWideS:
    return lowerWideMul(b, llvm::Instruction::SExt, args, out);
  case Opcode::I64MulWideU:
    return lowerWideMul(b, llvm::Instruction::ZExt, args, out);
  default:
    out.push_back(args.size() == 1
                      ? lowerUnary(b, in.op, args[0].value)
                      : lowerBinary(fn, in.op, args[0].value, args[1].value));
  }
}

} // namespace wasmc
