// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Floating point as IEEE 754 and the specification want it: no fast-math flag
// is ever set, so LLVM may not reassociate, contract or assume finite values.

#include "compiler/lower/FunctionLowering.h"

namespace wasmc {

using namespace llvm;

/// Comparisons of both widths, in the order of their opcodes. All are false on
/// NaN but `ne`.
static CmpInst::Predicate predicateOf(Opcode op) {
  static constexpr CmpInst::Predicate predicates[] = {
      CmpInst::FCMP_OEQ, CmpInst::FCMP_UNE, CmpInst::FCMP_OLT,
      CmpInst::FCMP_OGT, CmpInst::FCMP_OLE, CmpInst::FCMP_OGE};
  Opcode first = op < Opcode::F64Eq ? Opcode::F32Eq : Opcode::F64Eq;
  return predicates[unsigned(op) - unsigned(first)];
}

Value *lowerMinMax(FunctionLowering &fn, Intrinsic::ID id, Value *x, Value *y) {
  IRBuilder<> &b = fn.builder;
  if (!fn.module.ir.getTargetTriple().isX86())
    return b.CreateBinaryIntrinsic(id, x, y);
  // On x86 LLVM gives a NaN operand back as it is. Adding makes it quiet.
  CallInst *number = cast<CallInst>(b.CreateBinaryIntrinsic(id, x, y));
  number->setHasNoNaNs(true);
  return b.CreateSelect(b.CreateFCmpUNO(x, y), b.CreateFAdd(x, y), number);
}

static Value *lowerBinary(FunctionLowering &fn, Opcode op, Value *x, Value *y) {
  IRBuilder<> &b = fn.builder;
  switch (op) {
  case Opcode::F32Add:
  case Opcode::F64Add:
    return b.CreateFAdd(x, y);
  case Opcode::F32Sub:
  case Opcode::F64Sub:
    return b.CreateFSub(x, y);
  case Opcode::F32Mul:
  case Opcode::F64Mul:
    return b.CreateFMul(x, y);
  case Opcode::F32Div:
  case Opcode::F64Div:
    return b.CreateFDiv(x, y);
  case Opcode::F32Min:
  case Opcode::F64Min:
    return lowerMinMax(fn, Intrinsic::minimum, x, y);
  case Opcode::F32Max:
  case Opcode::F64Max:
    return lowerMinMax(fn, Intrinsic::maximum, x, y);
  case Opcode::F32Copysign:
  case Opcode::F64Copysign:
    return b.CreateBinaryIntrinsic(Intrinsic::copysign, x, y);
  default:
    return b.CreateZExt(b.CreateFCmp(predicateOf(op), x, y), b.getInt32Ty());
  }
}

static Value *lowerUnary(IRBuilder<> &b, Opcode op, Value *x) {
  switch (op) {
  case Opcode::F32Abs:
  case Opcode::F64Abs:
    return b.CreateUnaryIntrinsic(Intrinsic::fabs, x);
  case Opcode::F32Neg:
  case Opcode::F64Neg:
    return b.CreateFNeg(x);
  case Opcode::F32Ceil:
  case Opcode::F64Ceil:
    return b.CreateUnaryIntrinsic(Intrinsic::ceil, x);
  case Opcode::F32Floor:
  case Opcode::F64Floor:
    return b.CreateUnaryIntrinsic(Intrinsic::floor, x);
  case Opcode::F32Trunc:
  case Opcode::F64Trunc:
    return b.CreateUnaryIntrinsic(Intrinsic::trunc, x);
  case Opcode::F32Nearest:
  case Opcode::F64Nearest:
    return b.CreateUnaryIntrinsic(Intrinsic::roundeven, x);
  default:
    return b.CreateUnaryIntrinsic(Intrinsic::sqrt, x);
  }
}

void lowerFloat(FunctionLowering &fn, const wasmc::Instruction &in,
                FunctionLowering::Operands args,
                FunctionLowering::Values &out) {
  IRBuilder<> &b = fn.builder;
  if (in.op == Opcode::F32Const)
    out.push_back(
        ConstantFP::get(fn.context, APFloat(APFloat::IEEEsingle(),
                                            APInt(32, uint32_t(in.bits)))));
  else if (in.op == Opcode::F64Const)
    out.push_back(ConstantFP::get(
        fn.context, APFloat(APFloat::IEEEdouble(), APInt(64, in.bits))));
  else if (args.size() == 1)
    out.push_back(lowerUnary(b, in.op, args[0].value));
  else
    out.push_back(lowerBinary(fn, in.op, args[0].value, args[1].value));
}

} // namespace wasmc
