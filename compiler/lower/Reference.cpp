// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/AbiLayout.h"
#include "compiler/lower/FunctionLowering.h"

namespace wasmc {

using namespace llvm;

void lowerReference(FunctionLowering &fn, const wasmc::Instruction &in,
                    FunctionLowering::Operands args,
                    FunctionLowering::Values &out) {
  IRBuilder<> &b = fn.builder;
  switch (in.op) {
  case Opcode::RefNull:
    out.push_back(irZero(fn.context, in.type));
    return;
  case Opcode::RefFunc:
    out.push_back(fn.module.funcRef(in.index));
    return;
  case Opcode::RefIsNull:
    out.push_back(b.CreateZExt(b.CreateIsNull(args[0].value), b.getInt32Ty()));
    return;
  default: // ref.as_non_null
    fn.trapIf(b.CreateIsNull(args[0].value), wrt::Trap::NullReference);
    out.push_back(args[0].value);
  }
}

} // namespace wasmc
