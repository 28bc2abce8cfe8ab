// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/Validator.h"
#include "compiler/wasm/BodyWalker.h"
#include "compiler/wasm/NullVisitor.h"

namespace wasmc {

namespace {

/// Notes what instructions do with tables, tail calls, and references made.
struct UseVisitor : NullVisitor {
  explicit UseVisitor(WasmModule &module)
      : uses(module.tableUses), functions(module.functions) {}

  bool usesTailCalls = false;

  void op(const Instruction &in, Operands, Values &) {
    switch (in.op) {
    case Opcode::TableGrow:
      uses[in.index].grows = true;
      [[fallthrough]];
    case Opcode::TableGet:
    case Opcode::TableSet:
    case Opcode::TableFill:
      uses[in.index].isAccessed = true;
      return;
    case Opcode::TableCopy:
      uses[in.index].isAccessed = true;
      [[fallthrough]];
    case Opcode::TableInit:
      uses[in.index2].isAccessed = true;
      return;
    case Opcode::ReturnCall:
    case Opcode::ReturnCallIndirect:
    case Opcode::ReturnCallRef:
      usesTailCalls = true;
      return;
    case Opcode::RefFunc:
      functions[in.index].hasReference = true;
      return;
    default:
      return;
    }
  }

private:
  std::vector<TableUse> &uses;
  std::vector<Function> &functions;
};

} // namespace

llvm::Error validateBodies(WasmModule &module) {
  module.tableUses.assign(module.tables.size(), {});
  module.usesTailCalls = false;
  for (uint32_t i = module.importedFunctions; i < module.functions.size();
       ++i) {
    UseVisitor visitor(module);
    BodyWalker<UseVisitor> walker(module, module.functions[i].body, i, visitor);
    walker.walkBody(module.funcType(i));
    if (walker.failed())
      return walker.takeError();
    module.usesTailCalls |= visitor.usesTailCalls;
  }
  return llvm::Error::success();
}

} // namespace wasmc
