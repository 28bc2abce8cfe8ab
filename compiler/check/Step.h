// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one machine instruction does, as far as it matters for where memory is
// accessed and where control goes. Both targets' instructions become these.

#ifndef COMPILER_CHECK_STEP_H
#define COMPILER_CHECK_STEP_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Error.h"
#include "llvm/TargetParser/Triple.h"
#include <memory>

namespace wasmc {

/// A general register by its number in the encoding, AArch64's stack pointer as
/// 31, or one of two that exist only between the effects of an instruction.
using Register = uint8_t;
constexpr Register temporary = 32, temporary2 = 33, noRegister = 255;
constexpr unsigned registerCount = 34;

struct Operand {
  enum Kind : uint8_t { None, Reg, Imm } kind = None;
  Register reg = noRegister;
  uint8_t bits = 64;     ///< Of the register, from the lowest.
  bool isHigh = false;   ///< Bits 8 to 15: ah, bh, ch, dh.
  bool isSigned = false; ///< Whether narrower bits are extended by their sign.
  int64_t imm = 0;

  static Operand of(Register reg, unsigned bits) {
    return {Reg, reg, uint8_t(bits), false, false, 0};
  }
  static Operand of(int64_t imm) {
    return {Imm, noRegister, 64, false, false, imm};
  }
};

/// base + (index << shift) + displacement, in bytes.
struct Address {
  Register base = noRegister, index = noRegister;
  uint8_t shift = 0;
  uint8_t indexBits = 64;
  bool isIndexSigned = false;
  bool isInImage = false; ///< The displacement is an address of the image.
  int64_t displacement = 0;
};

enum class Condition : uint8_t {
  Equal,
  NotEqual,
  Below,
  BelowEqual,
  Above,
  AboveEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Negative,
  NotNegative,
  Other,
};
Condition inverse(Condition condition);

enum class Effect : uint8_t {
  Set, ///< to = a
  Add, ///< to = a + b, and so on.
  Subtract,
  And,
  Or,
  Xor,
  ShiftLeft,
  ShiftRight,
  ShiftRightSigned,
  Multiply,
  Forget,  ///< to = anything
  Select,  ///< to = condition ? a : b
  Locate,  ///< to = address
  Load,    ///< to = memory, or nothing general if there is no `to`
  Store,   ///< memory = a, or something unknown if there is no `a`
  Compare, ///< flags = a - b
  Test,    ///< flags = a & b
  Zero,    ///< Only the zero flag is known: whether a is zero.
  NoFlags, ///< flags = anything
};

struct Action {
  Effect effect = Effect::Set;
  Register to = noRegister;
  uint8_t bits = 64;     ///< Of the result; 32 clears what is above.
  bool isHigh = false;   ///< `to` is ah, bh, ch or dh.
  bool isSigned = false; ///< Load: extends by sign, to `bits`.
  Condition condition = Condition::Other;
  uint8_t bytes = 0; ///< Of memory.
  Operand a = {}, b = {};
  Address address = {};
};

enum class Flow : uint8_t {
  Next,
  Branch, ///< To the target or on.
  Jump,
  JumpTo, ///< To what `callee` holds.
  Call,
  CallTo,
  Return,
  Trap, ///< Ends the program.
};

struct Step {
  uint64_t address = 0;
  uint8_t size = 0;
  Flow flow = Flow::Next;
  Condition condition = Condition::Other;
  uint64_t target = 0;
  Operand tested; ///< What a branch compares with zero, instead of flags.
  Register callee = noRegister;
  uint16_t popBytes = 0; ///< A return's, besides its address.
  llvm::SmallVector<Action, 2> actions;

  uint64_t next() const { return address + size; }
};

/// What differs between the machines beyond their instructions.
struct Machine {
  Register stackPointer;
  Register linkRegister;              ///< noRegister: returns by the stack.
  unsigned registers;                 ///< General ones, numbered from 0.
  llvm::ArrayRef<Register> saved;     ///< What a function leaves as it was.
  llvm::ArrayRef<Register> arguments; ///< To host functions, the first six.
  Register result;                    ///< Of host functions.
  uint64_t redZone; ///< Bytes below the stack pointer that may be used.
};
const Machine &machineOf(llvm::Triple::ArchType arch);

/// Takes instructions apart. One that it does not know is refused: only those
/// that compiled code may contain are listed.
class Decoder {
public:
  virtual ~Decoder() = default;

  /// Decodes what `bytes` begin with, which lies at `address`. On failure the
  /// text says what is wrong with the instruction.
  virtual llvm::Error decode(uint64_t address, llvm::ArrayRef<uint8_t> bytes,
                             Step &step) = 0;

  static std::unique_ptr<Decoder> create(llvm::Triple::ArchType arch);
};

} // namespace wasmc

#endif
