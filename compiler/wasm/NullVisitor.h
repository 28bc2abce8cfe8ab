// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_WASM_NULLVISITOR_H
#define COMPILER_WASM_NULLVISITOR_H

#include "compiler/wasm/BodyWalker.h"

namespace wasmc {

/// A visitor that wants to know nothing: walking with it is validation.
struct NullVisitor {
  struct Value {};
  struct Label {};
  using Operand = TypedValue<Value>;
  using Frame = ControlFrame<Value, Label>;
  using Operands = llvm::ArrayRef<Operand>;
  using Values = llvm::SmallVectorImpl<Value>;

  void body(Frame &, llvm::ArrayRef<ValType>) {}
  void op(const Instruction &, Operands, Values &) {}
  void block(Frame &, Operands) {}
  void loop(Frame &, llvm::MutableArrayRef<Operand>) {}
  void ifStart(Frame &, Value) {}
  void ifElse(Frame &, bool, Operands) {}
  void end(Frame &, bool, Operands, Values &) {}
  void br(Frame &, Operands) {}
  void brIf(Frame &, Value, Operands) {}
  void brTable(Value, llvm::ArrayRef<Frame *>, Operands) {}
  Value brOnRef(const Instruction &, Frame &, Operand, Operands) { return {}; }
  void tryTable(Frame &, const Instruction &, llvm::ArrayRef<Frame *>) {}
  void legacyCatch(Frame &, const Instruction &, Values &) {}
  void delegate(Frame &, Frame &) {}
  void rethrow(Frame &) {}
};

} // namespace wasmc

#endif
