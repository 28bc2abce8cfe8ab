// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/Traps.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
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

/// Whether the program would notice if the instruction were missing, leaving
/// aside that a load may trap.
static bool isRoot(const Instruction &instruction) {
  return instruction.isTerminator() || instruction.mayHaveSideEffects();
}

void keepTrappingLoads(Function &function) {
  SmallPtrSet<const Instruction *, 32> needed;
  SmallVector<const Instruction *, 64> work;
  auto need = [&](const Instruction *instruction) {
    if (needed.insert(instruction).second)
      work.push_back(instruction);
  };
  for (Instruction &instruction : instructions(function))
    if (isRoot(instruction))
      need(&instruction);
  while (!work.empty())
    for (const Use &operand : work.pop_back_val()->operands())
      if (auto *instruction = dyn_cast<Instruction>(operand))
        need(instruction);
  for (Instruction &instruction : instructions(function)) {
    auto *load = dyn_cast<LoadInst>(&instruction);
    // Module state is always there.
    if (load && !needed.contains(load) &&
        !isa<GlobalVariable>(getUnderlyingObject(load->getPointerOperand())))
      load->setVolatile(true);
  }
}

} // namespace wasmc
