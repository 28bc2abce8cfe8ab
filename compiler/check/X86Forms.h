// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// x86-64 instructions by LLVM's name for them, whose parts tell all that counts
// here: ADD32mr is an addition of 32 bits, to memory, from a register.

#ifndef COMPILER_CHECK_X86FORMS_H
#define COMPILER_CHECK_X86FORMS_H

#include "compiler/check/Step.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCRegisterInfo.h"

namespace wasmc::x86 {

/// How the operands of an instruction lie: `m` is a memory operand of five
/// parts, `t` a register that is both read and written and stands twice.
enum class Shape : uint8_t { TR, TI, TM, MR, MI, Accumulator, T, M, Other };

enum class Group : uint8_t {
  Unknown, ///< Not looked up yet.
  Refused,
  Nothing,
  Trap,
  Binary, ///< to = a op b, with flags.
  Carry,  ///< to = a op b op carry, flags unknown.
  Flags,  ///< cmp, test
  Move,
  Extend, ///< movzx, movsx
  Lea,
  Unary, ///< inc, dec, neg, not
  Shift,
  MultiplyBy,
  CMov,
  SetCondition, ///< A register's byte becomes 1 or 0.
  Push,
  Pop,
  Call,
  CallTo,
  Jump,
  JumpTo,
  Branch,
  Return,
  WidenAccumulator,
  General, ///< Nothing is known of the results.
};

/// What there is to know of an opcode.
struct Form {
  Group group = Group::Unknown;
  Shape shape = Shape::Other;
  Effect effect = Effect::Forget;
  uint8_t bits = 64;
  uint8_t sourceBits = 64; ///< Extend.
  uint8_t count = 0;       ///< Shift: 1, 0 for an operand, 255 for cl.
  uint8_t bytes = 8;       ///< Of the memory operand.
  bool isSigned = false;
};

/// The form of LLVM's opcode.
Form classify(unsigned opcode, const llvm::MCInstrInfo &instructions,
              const llvm::MCRegisterInfo &registers);

} // namespace wasmc::x86

#endif
