// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What x86-64 instructions do, by their forms.

#include "compiler/check/MachineDecoder.h"
#include "compiler/check/X86Forms.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/MC/MCInst.h"

using namespace llvm;

namespace wasmc {

namespace {

using namespace x86;

constexpr Register rax = 0, rsp = 4;

class X86Decoder : public MachineDecoder {
public:
  X86Decoder() : MachineDecoder(Triple("x86_64-unknown-linux")) {
    nameRegisters();
    forms.resize(instructions->getNumOpcodes());
  }

  Error decode(uint64_t address, ArrayRef<uint8_t> bytes, Step &step) override;

private:
  struct Named {
    Register reg = noRegister;
    uint8_t bits = 0;
    bool isHigh = false;
  };

  void nameRegisters();
  Error translate(const MCInst &inst, const Form &form, Step &step);
  void translateBinary(const MCInst &inst, const Form &form, Step &step);
  void translateFlags(const MCInst &inst, const Form &form, Step &step);
  void translateMove(const MCInst &inst, const Form &form, Step &step);
  void translateUnary(const MCInst &inst, const Form &form, Step &step);
  void translateShift(const MCInst &inst, const Form &form, Step &step);
  void translateCarry(const MCInst &inst, const Form &form, Step &step);
  void translateMultiply(const MCInst &inst, const Form &form, Step &step);
  void translateCMov(const MCInst &inst, const Form &form, Step &step);
  void translatePush(const MCInst &inst, const Form &form, Step &step);
  void translateGeneral(const MCInst &inst, const Form &form, Step &step);
  Operand operandOf(const MCInst &inst, unsigned index) const;
  Address addressOf(const MCInst &inst, unsigned index) const;
  int memoryOperand(unsigned opcode) const;
  void setResult(Step &step, const Operand &to, Action action) const;

  std::vector<Named> named; ///< By LLVM's number.
  unsigned instructionPointer = 0;
  std::vector<Form> forms; ///< By opcode.
  bool isAddressBad = false;
};

void X86Decoder::nameRegisters() {
  static constexpr StringLiteral legacy[] = {"AX", "CX", "DX", "BX",
                                             "SP", "BP", "SI", "DI"};
  StringMap<Named> names;
  for (unsigned i = 0; i < 16; ++i) {
    auto reg = Register(i);
    if (i >= 8) {
      std::string name = "R" + std::to_string(i);
      names[name] = {reg, 64, false};
      names[name + "D"] = {reg, 32, false};
      names[name + "W"] = {reg, 16, false};
      names[name + "B"] = {reg, 8, false};
      continue;
    }
    StringRef name = legacy[i];
    names[("R" + name).str()] = {reg, 64, false};
    names[("E" + name).str()] = {reg, 32, false};
    names[name] = {reg, 16, false};
    names[i < 4 ? (name.take_front() + "L").str() : (name + "L").str()] = {
        reg, 8, false};
    if (i < 4)
      names[(name.take_front() + "H").str()] = {reg, 8, true};
  }
  named.resize(registers->getNumRegs());
  for (unsigned i = 1; i < named.size(); ++i) {
    StringRef name = registers->getName(i);
    if (name == "RIP")
      instructionPointer = i;
    auto found = names.find(name);
    if (found != names.end())
      named[i] = found->second;
  }
}

int X86Decoder::memoryOperand(unsigned opcode) const {
  ArrayRef<MCOperandInfo> operands = instructions->get(opcode).operands();
  for (unsigned i = 0; i + 4 < operands.size(); ++i)
    if (operands[i].OperandType == MCOI::OPERAND_MEMORY)
      return int(i);
  return -1;
}

Operand X86Decoder::operandOf(const MCInst &inst, unsigned index) const {
  const MCOperand &operand = inst.getOperand(index);
  if (operand.isImm())
    return Operand::of(operand.getImm());
  if (!operand.isReg() || operand.getReg() >= named.size())
    return {};
  const Named &name = named[operand.getReg()];
  if (name.reg == noRegister)
    return {};
  Operand result = Operand::of(name.reg, name.bits);
  result.isHigh = name.isHigh;
  return result;
}

/// Sets isAddressBad for what no compiled code has.
Address X86Decoder::addressOf(const MCInst &inst, unsigned index) const {
  Address address;
  auto *bad = const_cast<bool *>(&isAddressBad);
  auto reg = [&](unsigned i) -> Register {
    unsigned number = inst.getOperand(i).getReg();
    if (number == 0)
      return noRegister;
    const Named &name = named[number];
    if (name.reg == noRegister || name.bits != 64)
      *bad = true;
    return name.reg;
  };
  if (inst.getOperand(index + 4).getReg() != 0)
    *bad = true; // A segment.
  address.displacement = inst.getOperand(index + 3).getImm();
  if (inst.getOperand(index).getReg() == instructionPointer)
    address.isInImage = true; // The place is added when it is known.
  else
    address.base = reg(index);
  address.index = reg(index + 2);
  address.shift =
      uint8_t(Log2_64(uint64_t(inst.getOperand(index + 1).getImm())));
  return address;
}

/// LLVM's flags of an instruction. The operand-size prefix is a part of many,
/// but on a branch one that processors disagree about; `lock` only makes
/// atomic.
static bool arePrefixesKnown(unsigned flags, const Form &form) {
  constexpr unsigned operandSize = 1, addressSize = 2, lock = 16;
  switch (form.group) {
  case Group::Nothing:
    return true;
  case Group::Trap:
    return (flags & ~addressSize) == 0;
  case Group::General:
    return (flags & ~(operandSize | lock)) == 0;
  default:
    return (flags & ~lock & ~(form.bits == 16 ? operandSize : 0)) == 0;
  }
}

Error X86Decoder::decode(uint64_t address, ArrayRef<uint8_t> bytes,
                         Step &step) {
  // Longer than any instruction: the rest of the file is none of its business.
  bytes = bytes.take_front(16);
  MCInst inst;
  uint64_t size = 0;
  if (disassembler->getInstruction(inst, size, bytes, address, nulls()) !=
      MCDisassembler::Success)
    return refuse("no valid instruction");
  step.address = address;
  step.size = uint8_t(size);
  Form &form = forms[inst.getOpcode()];
  if (form.group == Group::Unknown)
    form = classify(inst.getOpcode(), *instructions, *registers);
  if (form.group == Group::Refused)
    return refuse("instruction " + instructions->getName(inst.getOpcode()) +
                  " is not allowed in compiled code");
  if (!arePrefixesKnown(inst.getFlags(), form))
    return refuse("a prefix is not allowed here");
  isAddressBad = false;
  if (Error error = translate(inst, form, step))
    return error;
  if (isAddressBad && form.group != Group::Trap && form.group != Group::Nothing)
    return refuse("an address of an unknown form");
  for (Action &action : step.actions)
    if (action.address.isInImage)
      action.address.displacement += int64_t(step.next());
  return Error::success();
}

static Condition conditionOf(int64_t code) {
  static constexpr Condition conditions[] = {
      Condition::Other,       Condition::Other,        Condition::Below,
      Condition::AboveEqual,  Condition::Equal,        Condition::NotEqual,
      Condition::BelowEqual,  Condition::Above,        Condition::Negative,
      Condition::NotNegative, Condition::Other,        Condition::Other,
      Condition::Less,        Condition::GreaterEqual, Condition::LessEqual,
      Condition::Greater};
  return code >= 0 && code < 16 ? conditions[code] : Condition::Other;
}

Error X86Decoder::translate(const MCInst &inst, const Form &form, Step &step) {
  auto relative = [&] {
    return step.next() + uint64_t(inst.getOperand(0).getImm());
  };
  switch (form.group) {
  case Group::Unknown:
  case Group::Refused:
  case Group::Nothing:
    break;
  case Group::Trap:
    step.flow = Flow::Trap;
    break;
  case Group::Binary:
    translateBinary(inst, form, step);
    break;
  case Group::Carry:
    translateCarry(inst, form, step);
    break;
  case Group::Flags:
    translateFlags(inst, form, step);
    break;
  case Group::Move:
  case Group::Extend:
    translateMove(inst, form, step);
    break;
  case Group::Lea: {
    Action action = {.effect = Effect::Locate, .bits = form.bits};
    action.address = addressOf(inst, 1);
    setResult(step, operandOf(inst, 0), action);
    break;
  }
  case Group::Unary:
    translateUnary(inst, form, step);
    break;
  case Group::Shift:
    translateShift(inst, form, step);
    break;
  case Group::MultiplyBy:
    translateMultiply(inst, form, step);
    break;
  case Group::CMov:
    translateCMov(inst, form, step);
    break;
  case Group::SetCondition:
    setResult(step, operandOf(inst, 0),
              {.effect = Effect::Select,
               .condition = conditionOf(inst.getOperand(1).getImm()),
               .a = Operand::of(int64_t(1)),
               .b = Operand::of(int64_t(0))});
    break;
  case Group::Push:
  case Group::Pop:
    translatePush(inst, form, step);
    break;
  case Group::Call:
  case Group::Jump:
    step.flow = form.group == Group::Call ? Flow::Call : Flow::Jump;
    step.target = relative();
    break;
  case Group::Branch:
    step.flow = Flow::Branch;
    step.target = relative();
    step.condition = conditionOf(inst.getOperand(1).getImm());
    break;
  case Group::CallTo:
  case Group::JumpTo:
    step.flow = form.group == Group::CallTo ? Flow::CallTo : Flow::JumpTo;
    step.callee = temporary;
    if (form.shape == Shape::M) {
      Action load = {.effect = Effect::Load, .to = temporary, .bytes = 8};
      load.address = addressOf(inst, 0);
      step.actions.push_back(load);
    } else {
      step.callee = operandOf(inst, 0).reg;
    }
    break;
  case Group::Return:
    step.flow = Flow::Return;
    if (inst.getNumOperands())
      step.popBytes = uint16_t(inst.getOperand(0).getImm());
    break;
  case Group::WidenAccumulator: {
    Action action = {.effect = Effect::Set, .to = rax, .bits = form.bits};
    action.a = Operand::of(rax, form.sourceBits);
    action.a.isSigned = true;
    step.actions.push_back(action);
    break;
  }
  case Group::General:
    translateGeneral(inst, form, step);
  }
  return Error::success();
}

void X86Decoder::setResult(Step &step, const Operand &to, Action action) const {
  action.to = to.reg;
  action.bits = to.bits;
  action.isHigh = to.isHigh;
  step.actions.push_back(action);
}

/// The flags that an operation leaves, noted before its result replaces an
/// operand, or after it where they depend on the result.
static void noteFlags(Step &step, Effect effect, const Operand &a,
                      const Operand &b, unsigned bits) {
  step.actions.push_back(
      {.effect = effect, .bits = uint8_t(bits), .a = a, .b = b});
}

void X86Decoder::translateBinary(const MCInst &inst, const Form &form,
                                 Step &step) {
  Operand to, a, b;
  Action access = {.bytes = form.bytes};
  bool isInMemory = form.shape == Shape::MR || form.shape == Shape::MI;
  if (isInMemory || form.shape == Shape::TM) {
    access.effect = Effect::Load;
    access.to = isInMemory ? temporary : temporary2;
    access.bits = 64;
    access.address = addressOf(inst, isInMemory ? 0 : 2);
    step.actions.push_back(access);
  }
  if (isInMemory) {
    to = a = Operand::of(temporary, form.bits);
    b = operandOf(inst, 5);
  } else if (form.shape == Shape::Accumulator) {
    to = a = Operand::of(rax, form.bits);
    b = operandOf(inst, 0);
  } else {
    to = operandOf(inst, 0);
    a = operandOf(inst, 1);
    b = form.shape == Shape::TM ? Operand::of(temporary2, form.bits)
                                : operandOf(inst, 2);
  }
  if (form.effect == Effect::Subtract)
    noteFlags(step, Effect::Compare, a, b, form.bits);
  else if (form.effect == Effect::And)
    noteFlags(step, Effect::Test, a, b, form.bits);
  setResult(step, to, {.effect = form.effect, .a = a, .b = b});
  if (form.effect == Effect::Add)
    noteFlags(step, Effect::Zero, to, {}, form.bits);
  else if (form.effect == Effect::Or || form.effect == Effect::Xor)
    noteFlags(step, Effect::Test, to, to, form.bits);
  if (isInMemory) {
    access.effect = Effect::Store;
    access.to = noRegister;
    access.a = to;
    step.actions.push_back(access);
  }
}

void X86Decoder::translateFlags(const MCInst &inst, const Form &form,
                                Step &step) {
  Operand a, b;
  unsigned memory = form.shape == Shape::TM ? 1 : 0;
  if (form.shape == Shape::TM || form.shape == Shape::MR ||
      form.shape == Shape::MI) {
    Action load = {
        .effect = Effect::Load, .to = temporary, .bytes = form.bytes};
    load.address = addressOf(inst, memory);
    step.actions.push_back(load);
  }
  Operand loaded = Operand::of(temporary, form.bits);
  if (form.shape == Shape::Accumulator) {
    a = Operand::of(rax, form.bits);
    b = operandOf(inst, 0);
  } else if (form.shape == Shape::TM) {
    a = operandOf(inst, 0);
    b = loaded;
  } else if (form.shape == Shape::MR || form.shape == Shape::MI) {
    a = loaded;
    b = operandOf(inst, 5);
  } else {
    a = operandOf(inst, 0);
    b = operandOf(inst, 1);
  }
  noteFlags(step, form.effect, a, b, form.bits);
}

void X86Decoder::translateMove(const MCInst &inst, const Form &form,
                               Step &step) {
  bool isExtend = form.group == Group::Extend;
  if (form.shape == Shape::MR || form.shape == Shape::MI) {
    Action store = {
        .effect = Effect::Store, .bytes = form.bytes, .a = operandOf(inst, 5)};
    store.address = addressOf(inst, 0);
    step.actions.push_back(store);
  } else if (form.shape == Shape::TM) {
    Action load = {
        .effect = Effect::Load, .isSigned = form.isSigned, .bytes = form.bytes};
    load.address = addressOf(inst, 1);
    setResult(step, operandOf(inst, 0), load);
  } else {
    Action set = {.effect = Effect::Set, .a = operandOf(inst, 1)};
    if (isExtend)
      set.a.isSigned = form.isSigned;
    setResult(step, operandOf(inst, 0), set);
  }
}

void X86Decoder::translateUnary(const MCInst &inst, const Form &form,
                                Step &step) {
  StringRef name = instructions->getName(inst.getOpcode());
  Operand to = form.shape == Shape::M ? Operand::of(temporary, form.bits)
                                      : operandOf(inst, 0);
  Action access = {
      .effect = Effect::Load, .to = temporary, .bits = 64, .bytes = form.bytes};
  if (form.shape == Shape::M) {
    access.address = addressOf(inst, 0);
    step.actions.push_back(access);
  }
  Action action = {
      .effect = form.effect, .a = to, .b = Operand::of(int64_t(1))};
  if (name.starts_with("NEG")) {
    action.a = Operand::of(int64_t(0));
    action.b = to;
  } else if (name.starts_with("NOT")) {
    action.b = Operand::of(int64_t(-1));
  }
  setResult(step, to, action);
  if (!name.starts_with("NOT"))
    noteFlags(step, Effect::Zero, to, {}, form.bits);
  if (form.shape == Shape::M) {
    access.effect = Effect::Store;
    access.to = noRegister;
    access.a = to;
    step.actions.push_back(access);
  }
}

void X86Decoder::translateShift(const MCInst &inst, const Form &form,
                                Step &step) {
  if (form.shape == Shape::M)
    return translateGeneral(inst, form, step);
  Action action = {.effect = form.effect, .a = operandOf(inst, 1)};
  if (form.count == 255) {
    // The count is taken modulo the width.
    setResult(step, operandOf(inst, 0), action);
    noteFlags(step, Effect::NoFlags, {}, {}, form.bits);
    return;
  }
  int64_t count = form.count ? form.count : inst.getOperand(2).getImm();
  count &= form.bits == 64 ? 63 : 31;
  action.b = Operand::of(count);
  setResult(step, operandOf(inst, 0), action);
  if (count)
    noteFlags(step, Effect::Zero, operandOf(inst, 0), {}, form.bits);
}

/// The carry is that of the comparison before: whether it was below.
void X86Decoder::translateCarry(const MCInst &inst, const Form &form,
                                Step &step) {
  Operand without = Operand::of(temporary, form.bits);
  Operand with = Operand::of(temporary2, form.bits);
  setResult(step, without,
            {.effect = form.effect,
             .a = operandOf(inst, 1),
             .b = operandOf(inst, 2)});
  setResult(
      step, with,
      {.effect = form.effect, .a = without, .b = Operand::of(int64_t(1))});
  setResult(step, operandOf(inst, 0),
            {.effect = Effect::Select,
             .condition = Condition::Below,
             .a = with,
             .b = without});
  noteFlags(step, Effect::NoFlags, {}, {}, form.bits);
}

void X86Decoder::translateMultiply(const MCInst &inst, const Form &form,
                                   Step &step) {
  setResult(step, operandOf(inst, 0),
            {.effect = Effect::Multiply,
             .a = operandOf(inst, 1),
             .b = operandOf(inst, 2)});
  noteFlags(step, Effect::NoFlags, {}, {}, form.bits);
}

void X86Decoder::translateCMov(const MCInst &inst, const Form &form,
                               Step &step) {
  Operand from = Operand::of(temporary, form.bits);
  if (form.shape == Shape::TM) {
    Action load = {
        .effect = Effect::Load, .to = temporary, .bytes = form.bytes};
    load.address = addressOf(inst, 2);
    step.actions.push_back(load);
  } else {
    from = operandOf(inst, 2);
  }
  unsigned last = inst.getNumOperands() - 1;
  setResult(step, operandOf(inst, 0),
            {.effect = Effect::Select,
             .condition = conditionOf(inst.getOperand(last).getImm()),
             .a = from,
             .b = operandOf(inst, 1)});
}

void X86Decoder::translatePush(const MCInst &inst, const Form &form,
                               Step &step) {
  Action move = {.effect = Effect::Subtract,
                 .to = rsp,
                 .a = Operand::of(rsp, 64),
                 .b = Operand::of(int64_t(8))};
  Action access = {.bytes = 8};
  access.address.base = rsp;
  if (form.group == Group::Push) {
    // The value is the one before the stack pointer moves.
    Action value = {.effect = Effect::Set, .to = temporary};
    if (form.shape == Shape::M) {
      value.effect = Effect::Load;
      value.bytes = 8;
      value.address = addressOf(inst, 0);
    } else {
      value.a = operandOf(inst, 0);
    }
    step.actions.push_back(value);
    step.actions.push_back(move);
    access.effect = Effect::Store;
    access.a = Operand::of(temporary, 64);
    step.actions.push_back(access);
    return;
  }
  access.effect = Effect::Load;
  access.to = temporary;
  step.actions.push_back(access);
  move.effect = Effect::Add;
  step.actions.push_back(move);
  setResult(step, operandOf(inst, 0),
            {.effect = Effect::Set, .a = Operand::of(temporary, 64)});
}

void X86Decoder::translateGeneral(const MCInst &inst, const Form &form,
                                  Step &step) {
  const MCInstrDesc &desc = instructions->get(inst.getOpcode());
  int memory = memoryOperand(inst.getOpcode());
  if (memory >= 0) {
    Action access = {.effect = Effect::Load, .bytes = form.bytes};
    access.address = addressOf(inst, unsigned(memory));
    // Some are not marked as reading or writing: take them to do both.
    if (desc.mayLoad() || !desc.mayStore())
      step.actions.push_back(access);
    access.effect = Effect::Store;
    if (desc.mayStore() || !desc.mayLoad())
      step.actions.push_back(access);
  }
  for (unsigned i = 0; i < desc.getNumDefs(); ++i) {
    Operand to = operandOf(inst, i);
    if (to.kind == Operand::Reg)
      setResult(step, to, {.effect = Effect::Forget});
  }
  for (MCPhysReg reg : desc.implicit_defs()) {
    const Named &name = named[reg];
    if (name.reg != noRegister)
      step.actions.push_back({.effect = Effect::Forget,
                              .to = name.reg,
                              .bits = name.bits,
                              .isHigh = name.isHigh});
    else
      noteFlags(step, Effect::NoFlags, {}, {}, 64);
  }
}

} // namespace

std::unique_ptr<Decoder> createX86Decoder() {
  return std::make_unique<X86Decoder>();
}

} // namespace wasmc
