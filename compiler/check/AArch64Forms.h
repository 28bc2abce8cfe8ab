// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// AArch64 instructions by LLVM's name for them, whose parts tell all that
// counts here: LDRSBXroW loads a signed byte into 64 bits, from a register plus
// another of 32 bits.

#ifndef COMPILER_CHECK_AARCH64FORMS_H
#define COMPILER_CHECK_AARCH64FORMS_H

#include "compiler/check/Step.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCRegisterInfo.h"

namespace wasmc::aarch64 {

enum class Group : uint8_t {
  Unknown, ///< Not looked up yet.
  Refused,
  Nothing,
  Trap,
  Arithmetic, ///< add, sub, and, …; see Operands.
  Wide,       ///< movz, movn, movk
  BitField,
  BitInsert,
  Adr,
  Select,
  MultiplyAdd,
  ShiftBy,
  Memory,
  VectorMemory, ///< ld1 to st4
  Branch,
  CompareBranch, ///< cbz, cbnz
  BitBranch,     ///< tbz, tbnz
  Jump,
  JumpTo,
  Call,
  CallTo,
  Return,
  General, ///< Nothing is known of the results.
};

/// The last operand of an arithmetic instruction.
enum class Last : uint8_t { Immediate, BitMask, Shifted, Extended, Register };

/// How the address is made.
enum class Mode : uint8_t {
  Scaled,
  Unscaled,
  Pre,
  Post,
  IndexX,
  IndexW,
  Literal
};

struct Form {
  Group group = Group::Unknown;
  Effect effect = Effect::Forget;
  Last last = Last::Register;
  Mode mode = Mode::Scaled;
  uint8_t bits = 64;
  uint8_t bytes = 8; ///< Of one register in memory.
  bool setsFlags = false, isInverted = false, isSigned = false;
  bool isStore = false, isPair = false, isGeneral = false;
};

/// The form of LLVM's opcode.
Form classify(unsigned opcode, const llvm::MCInstrInfo &instructions,
              const llvm::MCRegisterInfo &registers);

} // namespace wasmc::aarch64

#endif
