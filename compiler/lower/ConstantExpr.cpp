// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/ConstantExpr.h"
#include "compiler/wasm/BodyWalker.h"
#include "compiler/wasm/NullVisitor.h"
#include "llvm/Support/Endian.h"

namespace wasmc {

using namespace llvm;

namespace {

/// Computes what it walks. Constant expressions have no control flow, so only
/// `op` has work to do.
struct ConstantVisitor {
  using Value = ConstantValue;
  struct Label {};
  using Operand = TypedValue<Value>;
  using Frame = ControlFrame<Value, Label>;
  using Operands = ArrayRef<Operand>;
  using Values = SmallVectorImpl<Value>;

  const std::vector<ConstantValue> &globals;
  bool isUnsupported = false;

  void op(const Instruction &in, Operands args, Values &out);

  void body(Frame &, ArrayRef<ValType>) {}
  void block(Frame &, Operands) {}
  void loop(Frame &, MutableArrayRef<Operand>) {}
  void ifStart(Frame &, Value) {}
  void ifElse(Frame &, bool, Operands) {}
  void end(Frame &, bool, Operands, Values &) {}
  void br(Frame &, Operands) {}
  void brIf(Frame &, Value, Operands) {}
  void brTable(Value, ArrayRef<Frame *>, Operands) {}
  Value brOnRef(const Instruction &, Frame &, Operand, Operands) { return {}; }
  void tryTable(Frame &, const Instruction &, ArrayRef<Frame *>) {}
  void legacyCatch(Frame &, const Instruction &, Values &) {}
  void delegate(Frame &, Frame &) {}
  void rethrow(Frame &) {}
};

} // namespace

static ConstantValue number(uint64_t low, uint64_t high = 0) {
  return {ConstantValue::Number, low, high, 0};
}

void ConstantVisitor::op(const Instruction &in, Operands args, Values &out) {
  auto arg = [&](size_t i) { return args[i].value.low; };
  switch (in.op) {
  case Opcode::I32Const:
  case Opcode::I64Const:
  case Opcode::F32Const:
  case Opcode::F64Const:
    out.push_back(number(in.bits));
    return;
  case Opcode::V128Const:
    out.push_back(number(support::endian::read64le(in.vector.data()),
                         support::endian::read64le(in.vector.data() + 8)));
    return;
  case Opcode::I32Add:
    out.push_back(number(uint32_t(arg(0) + arg(1))));
    return;
  case Opcode::I32Sub:
    out.push_back(number(uint32_t(arg(0) - arg(1))));
    return;
  case Opcode::I32Mul:
    out.push_back(number(uint32_t(arg(0) * arg(1))));
    return;
  case Opcode::I64Add:
    out.push_back(number(arg(0) + arg(1)));
    return;
  case Opcode::I64Sub:
    out.push_back(number(arg(0) - arg(1)));
    return;
  case Opcode::I64Mul:
    out.push_back(number(arg(0) * arg(1)));
    return;
  case Opcode::GlobalGet:
    out.push_back(globals[in.index]);
    return;
  case Opcode::RefNull:
    out.push_back({ConstantValue::Null, 0, 0, 0});
    return;
  case Opcode::RefFunc:
    out.push_back({ConstantValue::FuncRef, 0, 0, in.index});
    return;
  default:
    isUnsupported = true;
    return;
  }
}

Expected<ConstantValue> ConstantEvaluator::evaluate(const ConstExpr &expr,
                                                    ValType type) const {
  ConstantVisitor visitor{globals};
  BodyWalker<ConstantVisitor> walker(*module, expr.code, std::nullopt, visitor);
  ConstantValue value = walker.walkConstant(type, globals.size());
  if (visitor.isUnsupported)
    walker.fail("constant expressions of the feature gc are not compiled yet");
  if (walker.failed())
    return walker.takeError();
  return value;
}

Expected<ConstantEvaluator> ConstantEvaluator::make(const WasmModule &module) {
  ConstantEvaluator evaluator(module);
  evaluator.globals.reserve(module.globals.size());
  for (const Global &global : module.globals) {
    ConstantValue value; // Of an import: never asked for.
    if (!global.isImport) {
      Expected<ConstantValue> result =
          evaluator.evaluate(global.init, global.type);
      if (!result)
        return result.takeError();
      value = *result;
    }
    evaluator.globals.push_back(value);
  }
  return std::move(evaluator);
}

} // namespace wasmc
