// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/FunctionLowering.h"

namespace wasmc {

using namespace llvm;

/// Two imports of an instance may be the same global, which LLVM would never
/// suspect of two symbols.
static bool mayBeAnother(FunctionLowering &fn, uint32_t global) {
  return fn.module.isInstance() && global < fn.module.wasm.importedGlobals;
}

void lowerVariable(FunctionLowering &fn, const Instruction &in,
                   FunctionLowering::Operands args,
                   FunctionLowering::Values &out) {
  IRBuilder<> &b = fn.builder;
  switch (in.op) {
  case Opcode::LocalGet: {
    AllocaInst *local = fn.locals[in.index];
    out.push_back(b.CreateLoad(local->getAllocatedType(), local));
    return;
  }
  case Opcode::LocalTee:
    out.push_back(args[0].value);
    [[fallthrough]];
  case Opcode::LocalSet:
    b.CreateStore(args[0].value, fn.locals[in.index]);
    return;
  case Opcode::GlobalGet: {
    GlobalVariable *global = fn.module.global(in.index);
    LoadInst *load = b.CreateLoad(global->getValueType(), global,
                                  mayBeAnother(fn, in.index));
    fn.module.tag(load, Region::Global);
    out.push_back(load);
    return;
  }
  case Opcode::GlobalSet: {
    StoreInst *store = b.CreateStore(args[0].value, fn.module.global(in.index),
                                     mayBeAnother(fn, in.index));
    fn.module.tag(store, Region::Global);
    return;
  }
  case Opcode::Select:
  case Opcode::SelectT:
    out.push_back(b.CreateSelect(b.CreateIsNotNull(args[2].value),
                                 args[0].value, args[1].value));
    return;
  default: // drop
    return;
  }
}

} // namespace wasmc
