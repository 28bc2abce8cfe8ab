// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/FunctionLowering.h"
#include <cmath>

namespace wasmc {

using namespace llvm;

/// Lowers iNN.trunc_fMM_s and _u, the conversions that trap. Out of range
/// fptosi is poison, so nothing may be converted before the check.
static Value *lowerTrunc(FunctionLowering &fn, Value *x, Type *to,
                         bool isSigned) {
  IRBuilder<> &b = fn.builder;
  unsigned bits = to->getIntegerBitWidth();
  Type *from = x->getType();
  // What lies strictly between the limits rounds towards zero into range. The
  // upper one is a power of two, exact in both formats; the lower one is one
  // below the least integer where the format can tell it from that, else the
  // least integer itself, which must then pass.
  double end = std::ldexp(1.0, int(isSigned ? bits - 1 : bits));
  double least = isSigned ? -end : 0.0;
  bool isExact = !isSigned || (from->isDoubleTy() && bits == 32);
  Value *isAbove = isExact
                       ? b.CreateFCmpOGT(x, ConstantFP::get(from, least - 1.0))
                       : b.CreateFCmpOGE(x, ConstantFP::get(from, least));
  Value *isBelow = b.CreateFCmpOLT(x, ConstantFP::get(from, end));
  BasicBlock *good = fn.newBlock(""), *bad = fn.newBlock("bad");
  b.CreateCondBr(b.CreateAnd(isAbove, isBelow), good, bad);
  b.SetInsertPoint(bad);
  fn.trapIf(b.CreateFCmpUNO(x, x), wrt::Trap::InvalidConversion);
  fn.trap(wrt::Trap::IntegerOverflow);
  b.SetInsertPoint(good);
  return isSigned ? b.CreateFPToSI(x, to) : b.CreateFPToUI(x, to);
}

static Value *lowerTruncSat(IRBuilder<> &b, Value *x, Type *to, bool isSigned) {
  Intrinsic::ID id = isSigned ? Intrinsic::fptosi_sat : Intrinsic::fptoui_sat;
  return b.CreateIntrinsic(id, {to, x->getType()}, {x});
}

void lowerConvert(FunctionLowering &fn, const wasmc::Instruction &in,
                  FunctionLowering::Operands args,
                  FunctionLowering::Values &out) {
  IRBuilder<> &b = fn.builder;
  Value *x = args[0].value;
  StringRef text(in.info().text);
  ValType result = text.starts_with("i32")   ? TypeKind::I32
                   : text.starts_with("i64") ? TypeKind::I64
                   : text.starts_with("f32") ? TypeKind::F32
                                             : TypeKind::F64;
  Type *to = fn.irTypeOf(result);
  bool isSigned = text.ends_with("_s");
  StringRef verb = text.drop_front(4);
  if (verb.starts_with("trunc_sat"))
    out.push_back(lowerTruncSat(b, x, to, isSigned));
  else if (verb.starts_with("trunc"))
    out.push_back(lowerTrunc(fn, x, to, isSigned));
  else if (verb.starts_with("convert"))
    out.push_back(isSigned ? b.CreateSIToFP(x, to) : b.CreateUIToFP(x, to));
  else if (verb.starts_with("reinterpret"))
    out.push_back(b.CreateBitCast(x, to));
  else if (verb.starts_with("promote"))
    out.push_back(b.CreateFPExt(x, to));
  else if (verb.starts_with("demote"))
    out.push_back(b.CreateFPTrunc(x, to));
  else if (verb.starts_with("wrap"))
    out.push_back(b.CreateTrunc(x, to));
  else // extend
    out.push_back(isSigned ? b.CreateSExt(x, to) : b.CreateZExt(x, to));
}

} // namespace wasmc
