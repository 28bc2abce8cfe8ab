// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/Quieting.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/PatternMatch.h"

namespace wasmc {

using namespace llvm;
using namespace llvm::PatternMatch;

namespace {

/// What an operation comes to for every operand that is no NaN.
struct Effect {
  Value *operand = nullptr; ///< Null: it is a real operation.
  bool isNegated = false;
};

} // namespace

static Effect effectOf(Instruction &instruction) {
  Value *x = nullptr;
  const APFloat *factor = nullptr;
  bool isScale = match(&instruction, m_c_FMul(m_Value(x), m_APFloat(factor))) ||
                 match(&instruction, m_FDiv(m_Value(x), m_APFloat(factor)));
  if (isScale && factor->isExactlyValue(1.0))
    return {x, false};
  if (isScale && factor->isExactlyValue(-1.0))
    return {x, true};
  if (match(&instruction, m_c_FAdd(m_Value(x), m_NegZeroFP())) ||
      match(&instruction, m_FSub(m_Value(x), m_PosZeroFP())))
    return {x, false};
  if (match(&instruction, m_FSub(m_NegZeroFP(), m_Value(x))))
    return {x, true};
  if (match(&instruction, m_FPTrunc(m_FPExt(m_Value(x)))) &&
      x->getType() == instruction.getType())
    return {x, false};
  if (auto *call = dyn_cast<IntrinsicInst>(&instruction))
    if ((call->getIntrinsicID() == Intrinsic::minimum ||
         call->getIntrinsicID() == Intrinsic::maximum) &&
        call->getArgOperand(0) == call->getArgOperand(1))
      return {call->getArgOperand(0), false};
  return {};
}

void keepQuieting(Function &function) {
  for (Instruction &instruction :
       make_early_inc_range(instructions(function))) {
    Effect effect = effectOf(instruction);
    if (!effect.operand)
      continue;
    IRBuilder<> builder(&instruction);
    Value *quiet =
        builder.CreateUnaryIntrinsic(Intrinsic::canonicalize, effect.operand);
    if (effect.isNegated)
      quiet = builder.CreateFNeg(quiet);
    instruction.replaceAllUsesWith(quiet);
    instruction.eraseFromParent();
  }
}

} // namespace wasmc
