// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/Traps.h"
#include "llvm/IR/Intrinsics.h"

namespace wasmc {

using namespace llvm;

void createTrap(IRBuilder<> &builder, wrt::Trap kind) {
  CallInst *call = builder.CreateIntrinsic(Intrinsic::ubsantrap, {},
                                           {builder.getInt8(uint8_t(kind))});
  call->setDoesNotReturn();
  call->setDoesNotThrow();
  builder.CreateUnreachable();
}

} // namespace wasmc
