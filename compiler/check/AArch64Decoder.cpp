// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What AArch64 instructions do, by their forms.

#include "compiler/check/AArch64Forms.h"
#include "compiler/check/MachineDecoder.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/MC/MCInst.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace wasmc {

namespace {

using namespace aarch64;

constexpr Register stackPointer = 31;

class AArch64Decoder : public MachineDecoder {
public:
  AArch64Decoder() : MachineDecoder(Triple("aarch64-unknown-linux")) {
    nameRegisters();
    forms.resize(instructions->getNumOpcodes());
  }

  Error decode(uint64_t address, ArrayRef<uint8_t> bytes, Step &step) override;

private:
  void nameRegisters();
  Operand operandOf(const MCInst &inst, unsigned index) const;
  bool translate(const MCInst &inst, const Form &form, Step &step);
  bool translateArithmetic(const MCInst &inst, const Form &form, Step &step);
  void translateWide(const MCInst &inst, const Form &form, Step &step);
  void translateBitField(const MCInst &inst, const Form &form, Step &step);
  void translateBitInsert(const MCInst &inst, const Form &form, Step &step);
  void translateSelect(const MCInst &inst, const Form &form, Step &step);
  void translateMultiply(const MCInst &inst, const Form &form, Step &step);
  bool translateMemory(const MCInst &inst, const Form &form, Step &step);
  bool translateVectorMemory(const MCInst &inst, Step &step);
  void translateGeneral(const MCInst &inst, Step &step);
  void translateBranch(const MCInst &inst, const Form &form, Step &step);
  static void set(Step &step, const Operand &to, Action action);

  std::vector<Operand> named; ///< By LLVM's number.
  std::vector<Form> forms;    ///< By opcode.
};

void AArch64Decoder::nameRegisters() {
  StringMap<Operand> names;
  for (unsigned i = 0; i < 31; ++i) {
    names["W" + std::to_string(i)] = Operand::of(Register(i), 32);
    names["X" + std::to_string(i)] = Operand::of(Register(i), 64);
  }
  names["FP"] = Operand::of(Register(29), 64);
  names["LR"] = Operand::of(Register(30), 64);
  names["SP"] = Operand::of(stackPointer, 64);
  names["WSP"] = Operand::of(stackPointer, 32);
  names["WZR"] = names["XZR"] = Operand::of(int64_t(0));
  named.resize(registers->getNumRegs());
  for (unsigned i = 1; i < named.size(); ++i) {
    auto found = names.find(registers->getName(i));
    if (found != names.end())
      named[i] = found->second;
  }
}

Operand AArch64Decoder::operandOf(const MCInst &inst, unsigned index) const {
  const MCOperand &operand = inst.getOperand(index);
  if (operand.isImm())
    return Operand::of(operand.getImm());
  if (operand.isReg() && operand.getReg() < named.size())
    return named[operand.getReg()];
  return {};
}

Error AArch64Decoder::decode(uint64_t address, ArrayRef<uint8_t> bytes,
                             Step &step) {
  constexpr size_t size = 4;
  if (bytes.size() < size || address % size)
    return refuse("no valid instruction");
  MCInst inst;
  uint64_t length = 0;
  if (disassembler->getInstruction(inst, length, bytes.take_front(size),
                                   address, nulls()) != MCDisassembler::Success)
    return refuse("no valid instruction");
  step.address = address;
  step.size = size;
  Form &form = forms[inst.getOpcode()];
  if (form.group == Group::Unknown)
    form = classify(inst.getOpcode(), *instructions, *registers);
  if (form.group == Group::Refused || !translate(inst, form, step))
    return refuse("instruction " + instructions->getName(inst.getOpcode()) +
                  " is not allowed in compiled code");
  return Error::success();
}

/// The zero register takes what nobody reads.
void AArch64Decoder::set(Step &step, const Operand &to, Action action) {
  action.to = to.kind == Operand::Reg ? to.reg : temporary2;
  action.bits = to.kind == Operand::Reg ? to.bits : 64;
  step.actions.push_back(action);
}

static Condition conditionOf(int64_t code) {
  static constexpr Condition conditions[] = {
      Condition::Equal,      Condition::NotEqual,     Condition::AboveEqual,
      Condition::Below,      Condition::Negative,     Condition::NotNegative,
      Condition::Other,      Condition::Other,        Condition::Above,
      Condition::BelowEqual, Condition::GreaterEqual, Condition::Less,
      Condition::Greater,    Condition::LessEqual};
  return code >= 0 && code < 14 ? conditions[code] : Condition::Other;
}

bool AArch64Decoder::translate(const MCInst &inst, const Form &form,
                               Step &step) {
  switch (form.group) {
  case Group::Unknown:
  case Group::Refused:
    return false;
  case Group::Nothing: {
    // nop, and the marks of branch targets.
    int64_t hint = inst.getNumOperands() ? inst.getOperand(0).getImm() : 0;
    return hint == 0 || hint == 32 || hint == 34 || hint == 36 || hint == 38;
  }
  case Group::Trap:
    step.flow = Flow::Trap;
    return true;
  case Group::Arithmetic:
    return translateArithmetic(inst, form, step);
  case Group::Wide:
    translateWide(inst, form, step);
    return true;
  case Group::BitField:
    translateBitField(inst, form, step);
    return true;
  case Group::BitInsert:
    translateBitInsert(inst, form, step);
    return true;
  case Group::Adr: {
    bool isPage = instructions->getName(inst.getOpcode()) == "ADRP";
    Action action = {.effect = Effect::Locate};
    int64_t distance = inst.getOperand(1).getImm();
    action.address.isInImage = true;
    action.address.displacement =
        isPage ? int64_t(alignDown(step.address, 4096)) + distance * 4096
               : int64_t(step.address) + distance;
    set(step, operandOf(inst, 0), action);
    return true;
  }
  case Group::Select:
    translateSelect(inst, form, step);
    return true;
  case Group::MultiplyAdd:
    translateMultiply(inst, form, step);
    return true;
  case Group::ShiftBy: {
    StringRef name = instructions->getName(inst.getOpcode());
    set(step, operandOf(inst, 0),
        {.effect = name.starts_with("LSL")   ? Effect::ShiftLeft
                   : name.starts_with("LSR") ? Effect::ShiftRight
                                             : Effect::ShiftRightSigned,
         .a = operandOf(inst, 1)});
    return true;
  }
  case Group::Memory:
    return translateMemory(inst, form, step);
  case Group::VectorMemory:
    return translateVectorMemory(inst, step);
  case Group::General:
    translateGeneral(inst, step);
    return true;
  default:
    translateBranch(inst, form, step);
    return true;
  }
}

void AArch64Decoder::translateBranch(const MCInst &inst, const Form &form,
                                     Step &step) {
  StringRef name = instructions->getName(inst.getOpcode());
  auto target = [&](unsigned index) {
    return step.address + uint64_t(inst.getOperand(index).getImm()) * 4;
  };
  switch (form.group) {
  case Group::Jump:
  case Group::Call:
    step.flow = form.group == Group::Jump ? Flow::Jump : Flow::Call;
    step.target = target(0);
    return;
  case Group::JumpTo:
  case Group::CallTo:
    step.flow = form.group == Group::JumpTo ? Flow::JumpTo : Flow::CallTo;
    set(step, Operand::of(temporary, 64),
        {.effect = Effect::Set, .a = operandOf(inst, 0)});
    step.callee = temporary;
    return;
  case Group::Return:
    // Any register may hold the address: it must be the one that came in x30.
    step.flow = Flow::Return;
    set(step, Operand::of(temporary, 64),
        {.effect = Effect::Set, .a = operandOf(inst, 0)});
    step.callee = temporary;
    return;
  case Group::Branch:
    step.flow = Flow::Branch;
    step.condition = conditionOf(inst.getOperand(0).getImm());
    step.target = target(1);
    return;
  case Group::CompareBranch: {
    Operand tested = operandOf(inst, 0);
    step.tested = tested;
    step.flow = Flow::Branch;
    step.condition =
        name.starts_with("CBZ") ? Condition::Equal : Condition::NotEqual;
    step.target = target(1);
    return;
  }
  default: { // By one bit.
    uint64_t bit = uint64_t(1) << (inst.getOperand(1).getImm() & 63);
    set(step, Operand::of(temporary, 64),
        {.effect = Effect::And,
         .a = operandOf(inst, 0),
         .b = Operand::of(int64_t(bit))});
    step.tested = Operand::of(temporary, 64);
    step.flow = Flow::Branch;
    step.condition =
        name.starts_with("TBZ") ? Condition::Equal : Condition::NotEqual;
    step.target = target(2);
  }
  }
}

/// The constant that a logical instruction's immediate stands for: a run of
/// ones, rotated, and repeated to fill the register.
static std::optional<uint64_t> bitMask(uint64_t field, unsigned bits) {
  unsigned n = field >> 12 & 1, rotation = field >> 6 & 63, ones = field & 63;
  unsigned length = (n << 6) | (~ones & 63);
  if (length == 0)
    return std::nullopt;
  unsigned size = 1u << (31 - unsigned(countl_zero(length)));
  if (size > bits || (ones & (size - 1)) == size - 1)
    return std::nullopt;
  rotation &= size - 1;
  uint64_t run = maskTrailingOnes<uint64_t>((ones & (size - 1)) + 1);
  uint64_t mask = maskTrailingOnes<uint64_t>(size);
  uint64_t element =
      rotation ? (run >> rotation | run << (size - rotation)) & mask : run;
  uint64_t result = 0;
  for (unsigned at = 0; at < bits; at += size)
    result |= element << at;
  return result;
}

bool AArch64Decoder::translateArithmetic(const MCInst &inst, const Form &form,
                                         Step &step) {
  Operand to = operandOf(inst, 0), a = operandOf(inst, 1);
  Operand b = operandOf(inst, 2);
  int64_t extra = inst.getNumOperands() > 3 ? inst.getOperand(3).getImm() : 0;
  unsigned amount = 0;
  Effect shift = Effect::ShiftLeft;
  switch (form.last) {
  case Last::Immediate:
    b.imm <<= extra & 63;
    break;
  case Last::BitMask: {
    std::optional<uint64_t> mask = bitMask(uint64_t(b.imm), form.bits);
    if (!mask)
      return false;
    b.imm = int64_t(*mask);
    break;
  }
  case Last::Shifted: {
    constexpr Effect kinds[] = {Effect::ShiftLeft, Effect::ShiftRight,
                                Effect::ShiftRightSigned, Effect::Forget};
    shift = kinds[extra >> 6 & 3];
    amount = unsigned(extra & 63);
    break;
  }
  case Last::Extended: {
    unsigned kind = unsigned(extra >> 3 & 7);
    amount = unsigned(extra & 7);
    if (b.kind == Operand::Reg) {
      b.bits = uint8_t(8u << (kind & 3));
      b.isSigned = kind >= 4;
    }
    break;
  }
  case Last::Register:
    break;
  }
  if (amount) {
    step.actions.push_back({.effect = shift,
                            .to = temporary,
                            .bits = form.bits,
                            .a = b,
                            .b = Operand::of(int64_t(amount))});
    b = Operand::of(temporary, form.bits);
  }
  if (form.isInverted) {
    step.actions.push_back({.effect = Effect::Xor,
                            .to = temporary,
                            .bits = form.bits,
                            .a = b,
                            .b = Operand::of(int64_t(-1))});
    b = Operand::of(temporary, form.bits);
  }
  if (form.setsFlags && form.effect == Effect::Subtract)
    step.actions.push_back(
        {.effect = Effect::Compare, .bits = form.bits, .a = a, .b = b});
  else if (form.setsFlags && form.effect == Effect::And)
    step.actions.push_back(
        {.effect = Effect::Test, .bits = form.bits, .a = a, .b = b});
  // All flags are those of the comparison with the opposite, but of zero.
  bool isNegated = form.setsFlags && form.effect == Effect::Add &&
                   b.kind == Operand::Imm && b.imm > 0;
  if (isNegated)
    step.actions.push_back({.effect = Effect::Compare,
                            .bits = form.bits,
                            .a = a,
                            .b = Operand::of(-b.imm)});
  // What goes to the zero register still sets flags.
  Operand result =
      to.kind == Operand::Reg ? to : Operand::of(temporary2, form.bits);
  set(step, result, {.effect = form.effect, .a = a, .b = b});
  if (form.setsFlags && form.effect == Effect::Add && !isNegated)
    step.actions.push_back(
        {.effect = Effect::Zero, .bits = form.bits, .a = result});
  return true;
}

void AArch64Decoder::translateWide(const MCInst &inst, const Form &form,
                                   Step &step) {
  StringRef name = instructions->getName(inst.getOpcode());
  Operand to = operandOf(inst, 0);
  if (name.starts_with("MOVK")) {
    // Replaces 16 bits: exactly so where they were all clear, as is usual.
    int64_t shift = inst.getOperand(3).getImm();
    int64_t bits = int64_t(uint64_t(inst.getOperand(2).getImm()) << shift);
    int64_t kept = int64_t(~(uint64_t(0xffff) << shift));
    set(step, to,
        {.effect = Effect::And,
         .a = operandOf(inst, 1),
         .b = Operand::of(kept)});
    set(step, to, {.effect = Effect::Or, .a = to, .b = Operand::of(bits)});
    return;
  }
  uint64_t bits = uint64_t(inst.getOperand(1).getImm())
                  << inst.getOperand(2).getImm();
  if (name.starts_with("MOVN"))
    bits = ~bits;
  if (form.bits == 32)
    bits = uint32_t(bits);
  set(step, to, {.effect = Effect::Set, .a = Operand::of(int64_t(bits))});
}

void AArch64Decoder::translateBitField(const MCInst &inst, const Form &form,
                                       Step &step) {
  bool isSigned = instructions->getName(inst.getOpcode()).starts_with("SBFM");
  Operand to = operandOf(inst, 0), from = operandOf(inst, 1);
  auto rotation = unsigned(inst.getOperand(2).getImm());
  auto last = unsigned(inst.getOperand(3).getImm());
  bool isNarrow = last == 7 || last == 15 || last == 31;
  if (rotation == 0 && isNarrow && from.kind == Operand::Reg) {
    from.bits = uint8_t(last + 1);
    from.isSigned = isSigned;
    return set(step, to, {.effect = Effect::Set, .a = from});
  }
  if (last + 1 == form.bits && rotation) // A shift to the right.
    return set(
        step, to,
        {.effect = isSigned ? Effect::ShiftRightSigned : Effect::ShiftRight,
         .a = from,
         .b = Operand::of(int64_t(rotation))});
  if (isSigned)
    return set(step, to, {.effect = Effect::Forget});
  if (rotation == last + 1) // To the left.
    return set(step, to,
               {.effect = Effect::ShiftLeft,
                .a = from,
                .b = Operand::of(int64_t(form.bits - rotation))});
  int64_t mask = int64_t(maskTrailingOnes<uint64_t>(last + 1));
  if (last >= rotation) {
    // Bits `rotation` to `last`, moved to the bottom.
    set(step, Operand::of(temporary, 64),
        {.effect = Effect::And, .a = from, .b = Operand::of(mask)});
    return set(step, to,
               {.effect = Effect::ShiftRight,
                .a = Operand::of(temporary, 64),
                .b = Operand::of(int64_t(rotation))});
  }
  // The lowest bits, moved up.
  set(step, Operand::of(temporary, 64),
      {.effect = Effect::And, .a = from, .b = Operand::of(mask)});
  set(step, to,
      {.effect = Effect::ShiftLeft,
       .a = Operand::of(temporary, 64),
       .b = Operand::of(int64_t(form.bits - rotation))});
}

/// bfxil and bfi: bits of one register replace as many of another.
void AArch64Decoder::translateBitInsert(const MCInst &inst, const Form &form,
                                        Step &step) {
  Operand to = operandOf(inst, 0), from = operandOf(inst, 2);
  auto rotation = unsigned(inst.getOperand(3).getImm());
  auto last = unsigned(inst.getOperand(4).getImm());
  bool isDown = last >= rotation;
  unsigned shift = isDown ? rotation : form.bits - rotation;
  auto bits = maskTrailingOnes<uint64_t>(last + 1);
  uint64_t replaced = isDown ? bits >> shift : bits << shift;
  Operand moved = Operand::of(temporary, 64);
  set(step, moved,
      {.effect = Effect::And, .a = from, .b = Operand::of(int64_t(bits))});
  set(step, moved,
      {.effect = isDown ? Effect::ShiftRight : Effect::ShiftLeft,
       .a = moved,
       .b = Operand::of(int64_t(shift))});
  set(step, to,
      {.effect = Effect::And,
       .a = operandOf(inst, 1),
       .b = Operand::of(int64_t(~replaced))});
  set(step, to, {.effect = Effect::Or, .a = to, .b = moved});
}

void AArch64Decoder::translateSelect(const MCInst &inst, const Form &form,
                                     Step &step) {
  StringRef name = instructions->getName(inst.getOpcode());
  Operand to = operandOf(inst, 0), a = operandOf(inst, 1);
  Operand b = operandOf(inst, 2);
  if (name.starts_with("CSINC")) {
    set(step, Operand::of(temporary, form.bits),
        {.effect = Effect::Add, .a = b, .b = Operand::of(int64_t(1))});
    b = Operand::of(temporary, form.bits);
  } else if (!name.starts_with("CSEL")) {
    set(step, Operand::of(temporary, form.bits), {.effect = Effect::Forget});
    b = Operand::of(temporary, form.bits);
  }
  set(step, to,
      {.effect = Effect::Select,
       .condition = conditionOf(inst.getOperand(3).getImm()),
       .a = a,
       .b = b});
}

void AArch64Decoder::translateMultiply(const MCInst &inst, const Form &form,
                                       Step &step) {
  Operand a = operandOf(inst, 1), b = operandOf(inst, 2);
  bool isLong = instructions->getName(inst.getOpcode()).contains("MADDL");
  if (instructions->getName(inst.getOpcode()).starts_with("S"))
    a.isSigned = b.isSigned = true;
  unsigned bits = isLong ? 64 : form.bits;
  set(step, Operand::of(temporary, bits),
      {.effect = Effect::Multiply, .a = a, .b = b});
  set(step, operandOf(inst, 0),
      {.effect = Effect::Add,
       .a = Operand::of(temporary, bits),
       .b = operandOf(inst, 3)});
}

bool AArch64Decoder::translateMemory(const MCInst &inst, const Form &form,
                                     Step &step) {
  bool writesBack = form.mode == Mode::Pre || form.mode == Mode::Post;
  unsigned first = writesBack ? 1 : 0, count = form.isPair ? 2 : 1;
  Address address;
  int64_t change = 0;
  Register base = noRegister;
  if (form.mode == Mode::Literal) {
    address.isInImage = true;
    address.displacement =
        int64_t(step.address) + inst.getOperand(1).getImm() * 4;
  } else {
    base = address.base = operandOf(inst, first + count).reg;
    if (base == noRegister)
      return false;
    int64_t offset = 0;
    const MCOperand &last = inst.getOperand(first + count + 1);
    if (last.isImm())
      offset = last.getImm();
    if (form.isPair || form.mode == Mode::Scaled)
      offset *= form.bytes;
    if (form.mode == Mode::IndexW || form.mode == Mode::IndexX) {
      Operand index = operandOf(inst, first + count + 1);
      if (index.kind == Operand::Reg) {
        address.index = index.reg;
        address.indexBits = form.mode == Mode::IndexW ? 32 : 64;
        address.isIndexSigned = inst.getOperand(first + count + 2).getImm();
        if (inst.getOperand(first + count + 3).getImm())
          address.shift = uint8_t(Log2_32(form.bytes));
      }
    } else if (form.mode != Mode::Post) {
      address.displacement = offset;
    }
    change = writesBack ? offset : 0;
  }
  Operand late;
  // The new base counts only behind the access, whose address is the old one's.
  for (unsigned i = 0; i < count; ++i) {
    Action access = {.effect = form.isStore ? Effect::Store : Effect::Load,
                     .isSigned = form.isSigned,
                     .bytes = form.bytes};
    access.address = address;
    access.address.displacement += int64_t(i) * form.bytes;
    Operand reg = operandOf(inst, first + i);
    if (form.isStore && form.isGeneral)
      access.a = reg;
    if (writesBack && form.isGeneral && reg.reg == base)
      return false;
    if (form.isStore || !form.isGeneral) {
      step.actions.push_back(access);
      continue;
    }
    // A pair may overwrite its base, which counts behind both.
    bool isBase = count == 2 && i == 0 && reg.reg == base;
    set(step, isBase ? Operand::of(temporary, reg.bits) : reg, access);
    late = isBase ? reg : late;
  }
  if (late.kind == Operand::Reg)
    set(step, late,
        {.effect = Effect::Set, .a = Operand::of(temporary, late.bits)});
  if (change)
    set(step, Operand::of(base, 64),
        {.effect = Effect::Add,
         .a = Operand::of(base, 64),
         .b = Operand::of(change)});
  return true;
}

bool AArch64Decoder::translateVectorMemory(const MCInst &inst, Step &step) {
  StringRef name = instructions->getName(inst.getOpcode());
  bool isPost = name.ends_with("_POST");
  unsigned last = inst.getNumOperands() - 1;
  Operand base = operandOf(inst, isPost ? last - 1 : last);
  if (base.kind != Operand::Reg || base.bits != 64)
    return false;
  Action access = {.effect =
                       name.starts_with("LD") ? Effect::Load : Effect::Store,
                   .bytes = 64}; // At most.
  access.address.base = base.reg;
  step.actions.push_back(access);
  if (isPost)
    set(step, base, {.effect = Effect::Forget});
  return true;
}

void AArch64Decoder::translateGeneral(const MCInst &inst, Step &step) {
  const MCInstrDesc &desc = instructions->get(inst.getOpcode());
  for (unsigned i = 0; i < desc.getNumDefs(); ++i) {
    Operand to = operandOf(inst, i);
    if (to.kind == Operand::Reg)
      set(step, to, {.effect = Effect::Forget});
  }
  if (!desc.implicit_defs().empty())
    step.actions.push_back({.effect = Effect::NoFlags});
}

} // namespace

std::unique_ptr<Decoder> createAArch64Decoder() {
  return std::make_unique<AArch64Decoder>();
}

} // namespace wasmc
