// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/Vector.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Endian.h"

namespace wasmc {

using namespace llvm;

static FixedVectorType *vectorOf(Type *lane) {
  return FixedVectorType::get(lane, 128 / lane->getPrimitiveSizeInBits());
}

/// The vector type of `i16x8`, or of `v128`.
static FixedVectorType *shapeType(IRBuilder<> &b, StringRef shape) {
  Type *lane = StringSwitch<Type *>(shape)
                   .Case("i8x16", b.getInt8Ty())
                   .Case("i16x8", b.getInt16Ty())
                   .Case("i64x2", b.getInt64Ty())
                   .Case("f32x4", b.getFloatTy())
                   .Case("f64x2", b.getDoubleTy())
                   .Default(b.getInt32Ty());
  return vectorOf(lane);
}

VectorOp::VectorOp(FunctionLowering &fn, const wasmc::Instruction &in,
                   FunctionLowering::Operands args)
    : fn(fn), in(in), args(args) {
  auto [shape, name] = StringRef(in.info().text).split('.');
  type = shapeType(fn.builder, shape);
  verb = name;
  isSigned = verb.consume_back("_s") || verb.consume_back("_s_zero");
  if (!isSigned && !verb.consume_back("_u"))
    verb.consume_back("_u_zero");
}

Value *VectorOp::arg(unsigned i) const { return args[i].value; }

Value *VectorOp::vector(unsigned i, Type *as) const {
  return builder().CreateBitCast(arg(i), as);
}

FixedVectorType *VectorOp::integers(unsigned bits) const {
  return vectorOf(builder().getIntNTy(bits));
}

bool VectorOp::isX86() const { return fn.module.ir.getTargetTriple().isX86(); }

bool VectorOp::isRelaxed() const {
  return !fn.module.options.relaxedDeterministic;
}

Value *lowerVectorBits(const VectorOp &op) {
  IRBuilder<> &b = op.builder();
  if (op.in.op == Opcode::V128Const) {
    uint32_t lanes[4];
    for (unsigned i = 0; i < 4; ++i)
      lanes[i] = support::endian::read32le(op.in.vector.data() + 4 * i);
    return ConstantDataVector::get(op.fn.context, lanes);
  }
  Value *x = op.arg(0);
  switch (op.in.op) {
  case Opcode::V128Not:
    return b.CreateNot(x);
  case Opcode::V128And:
    return b.CreateAnd(x, op.arg(1));
  case Opcode::V128Andnot:
    return b.CreateAnd(x, b.CreateNot(op.arg(1)));
  case Opcode::V128Or:
    return b.CreateOr(x, op.arg(1));
  case Opcode::V128Xor:
    return b.CreateXor(x, op.arg(1));
  case Opcode::V128Bitselect: {
    Value *mask = op.arg(2);
    return b.CreateOr(b.CreateAnd(x, mask),
                      b.CreateAnd(op.arg(1), b.CreateNot(mask)));
  }
  default: { // any_true
    // An AArch64 has the greatest lane in one instruction, an x86-64 the test.
    Value *any =
        op.isX86() ? b.CreateOrReduce(x) : b.CreateIntMaxReduce(x, false);
    return b.CreateZExt(b.CreateIsNotNull(any), b.getInt32Ty());
  }
  }
}

static Value *lower(const VectorOp &op) {
  if (op.in.info().bytes)
    return lowerVectorMemory(op);
  if (op.in.info().text.starts_with("v128"))
    return lowerVectorBits(op);
  if (Value *result = lowerVectorLanes(op))
    return result;
  if (Value *result = lowerVectorConvert(op))
    return result;
  if (op.type->isFPOrFPVectorTy())
    return lowerVectorFloat(op);
  if (Value *result = lowerVectorWidth(op))
    return result;
  return lowerVectorInteger(op);
}

void lowerVector(FunctionLowering &fn, const wasmc::Instruction &in,
                 FunctionLowering::Operands args,
                 FunctionLowering::Values &out) {
  Value *result = lower(VectorOp(fn, in, args));
  if (!result) // A store.
    return;
  if (result->getType()->isVectorTy())
    result = fn.builder.CreateBitCast(result, fn.irTypeOf(TypeKind::V128));
  out.push_back(result);
}

} // namespace wasmc
