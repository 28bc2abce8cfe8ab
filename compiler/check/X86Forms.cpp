// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is not in the lists below is refused, above all: whatever enters the
// kernel or talks to devices, string instructions and others whose memory
// operand is implicit, addresses of 32 bits and those with a segment, vectors
// of addresses, far and conditional forms that compiled code has no use for.

#include "compiler/check/X86Forms.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace wasmc::x86 {

/// `rest` is a name without its stem and width.
static Shape shapeOf(StringRef rest) {
  rest.consume_back("_REV");
  rest.consume_back("_NOREX");
  return StringSwitch<Shape>(rest)
      .Case("rr", Shape::TR)
      .Cases({"ri", "ri8", "ri32"}, Shape::TI)
      .Case("rm", Shape::TM)
      .Case("mr", Shape::MR)
      .Cases({"mi", "mi8", "mi32"}, Shape::MI)
      .Cases({"i8", "i16", "i32"}, Shape::Accumulator)
      .Case("r", Shape::T)
      .Case("m", Shape::M)
      .Default(Shape::Other);
}

static Form classifyGeneral(StringRef stem, StringRef rest, Form form) {
  form.effect = StringSwitch<Effect>(stem)
                    .Cases({"ADD", "INC", "ADC"}, Effect::Add)
                    .Cases({"SUB", "DEC", "NEG", "SBB"}, Effect::Subtract)
                    .Case("AND", Effect::And)
                    .Case("OR", Effect::Or)
                    .Cases({"XOR", "NOT"}, Effect::Xor)
                    .Case("CMP", Effect::Compare)
                    .Case("TEST", Effect::Test)
                    .Default(Effect::Forget);
  form.group = StringSwitch<Group>(stem)
                   .Cases({"ADD", "SUB", "AND", "OR", "XOR"}, Group::Binary)
                   .Cases({"CMP", "TEST"}, Group::Flags)
                   .Case("MOV", Group::Move)
                   .Cases({"INC", "DEC", "NEG", "NOT"}, Group::Unary)
                   .Case("CMOV", Group::CMov)
                   .Default(Group::General);
  bool isInRegisters = form.shape == Shape::TR || form.shape == Shape::TI;
  if ((stem == "ADC" || stem == "SBB") && isInRegisters)
    form.group = Group::Carry;
  bool isKnown = form.shape != Shape::Other;
  if (form.group == Group::General) {
    static constexpr StringLiteral known[] = {
        "ADC",   "SBB",    "ROL",  "ROR",    "RCL",   "RCR",    "SHLD",
        "SHRD",  "BT",     "BTS",  "BTR",    "BTC",   "BSF",    "BSR",
        "LZCNT", "TZCNT",  "MUL",  "IMUL",   "DIV",   "IDIV",   "BSWAP",
        "XADD",  "POPCNT", "XCHG", "ANDN",   "BLSR",  "BLSI",   "BEXTR",
        "BZHI",  "PDEP",   "PEXT", "BLSMSK", "MULX",  "RORX",   "SARX",
        "SHLX",  "SHRX",   "ADCX", "ADOX",   "MOVBE", "CMPXCHG"};
    // Capitals are other instructions: CMPXCHG16B.
    rest.consume_back("CL");
    isKnown = is_contained(known, stem) &&
              none_of(rest, [](char c) { return isUpper(c) || c == '_'; });
    // A bit's number in a register reaches beyond the operand.
    if (stem.starts_with("BT") && form.shape == Shape::MR)
      isKnown = false;
  }
  if (!isKnown)
    form.group = Group::Refused;
  return form;
}

/// Instructions on vector registers: they compute, and touch no memory but by
/// their explicit operand.
static Form classifyVector(unsigned opcode, const MCInstrInfo &instructions,
                           const MCRegisterInfo &registers) {
  const MCInstrDesc &desc = instructions.get(opcode);
  StringRef name = instructions.getName(opcode);
  Form form;
  unsigned widest = 0;
  for (const MCOperandInfo &operand : desc.operands()) {
    if (operand.RegClass < 0 || operand.OperandType == MCOI::OPERAND_MEMORY)
      continue;
    StringRef kind = registers.getRegClassName(
        &registers.getRegClass(unsigned(operand.RegClass)));
    unsigned bytes = kind.starts_with("VR512")   ? 64
                     : kind.starts_with("VR256") ? 32
                     : kind.starts_with("VR128") ? 16
                     : kind.starts_with("FR64")  ? 8
                     : kind.starts_with("FR32")  ? 4
                     : kind.starts_with("FR16")  ? 2
                     : kind.starts_with("VK")    ? 8
                                                 : 0;
    widest = std::max(widest, bytes);
  }
  if (widest == 0)
    return form;
  // Implicit memory, keys and tiles: nothing that compiled code needs.
  bool isRefused = name.contains("MASKMOVDQU") || name.contains("GATHER") ||
                   name.contains("SCATTER") || name.contains("KEY") ||
                   (name.starts_with("AES") && name.contains("KL")) ||
                   name.contains("TILE") || desc.isBranch() || desc.isCall();
  form.group = isRefused ? Group::Refused : Group::General;
  static constexpr std::pair<StringLiteral, uint8_t> narrow[] = {
      {"MOVPQI2QI", 8}, {"MOVPDI2DI", 4}, {"MOVLP", 8},
      {"MOVHP", 8},     {"PEXTRB", 1},    {"PEXTRW", 2},
      {"PEXTRD", 4},    {"PEXTRQ", 8},    {"EXTRACTPS", 4}};
  form.bytes = uint8_t(widest);
  StringRef scalar = name;
  scalar.consume_front("V");
  for (StringRef verb : {"MOV", "ADD", "SUB", "MUL", "DIV"})
    if (StringRef rest = scalar; rest.consume_front(verb))
      form.bytes = rest.starts_with("SD")   ? 8
                   : rest.starts_with("SS") ? 4
                                            : form.bytes;
  for (auto [part, bytes] : narrow)
    if (name.contains(part))
      form.bytes = bytes;
  return form;
}

Form classify(unsigned opcode, const MCInstrInfo &instructions,
              const MCRegisterInfo &registers) {
  StringRef name = instructions.getName(opcode);
  Form form;
  form.group =
      StringSwitch<Group>(name)
          .Cases({"JCC_1", "JCC_4"}, Group::Branch)
          .Cases({"JMP_1", "JMP_4"}, Group::Jump)
          .Cases({"JMP64r", "JMP64m"}, Group::JumpTo)
          .Case("CALL64pcrel32", Group::Call)
          .Cases({"CALL64r", "CALL64m"}, Group::CallTo)
          .Cases({"RET64", "RETI64"}, Group::Return)
          .Cases({"UD1Lm", "UD1Lr", "TRAP", "INT3"}, Group::Trap)
          .Cases({"NOOP", "NOOPW", "NOOPL", "NOOPWr", "NOOPLr", "VZEROUPPER",
                  "VZEROALL", "MFENCE", "PAUSE"},
                 Group::Nothing)
          .Cases({"LEA64r", "LEA64_32r"}, Group::Lea)
          .Cases({"PUSH64r", "PUSH64rmm", "PUSH64i8", "PUSH64i32"}, Group::Push)
          .Case("POP64r", Group::Pop)
          .Cases({"CDQE", "CWDE"}, Group::WidenAccumulator)
          .Cases({"CDQ", "CQO", "CWD", "CBW"}, Group::General)
          .Default(Group::Unknown);
  if (form.group != Group::Unknown) {
    form.bits = name == "LEA64_32r" || name == "CWDE" ? 32 : 64;
    form.sourceBits = name == "CWDE" ? 16 : 32;
    bool isMemory = name.ends_with("m") && name != "UD1Lm";
    form.shape = isMemory ? Shape::M : Shape::T;
    return form;
  }
  form = classifyVector(opcode, instructions, registers);
  if (form.group != Group::Unknown)
    return form;
  // Stem, width, rest: SETCC has no width, and its r or m follows.
  if (name == "SETCCr" || name == "SETCCm") {
    form.group = name.back() == 'r' ? Group::SetCondition : Group::General;
    form.bits = 8;
    form.bytes = 1;
    return form;
  }
  size_t digits = name.find_first_of("0123456789");
  StringRef stem = name.take_front(digits), rest = name.drop_front(stem.size());
  unsigned bits = 0;
  if (rest.consumeInteger(10, bits) ||
      !is_contained({8u, 16u, 32u, 64u}, bits)) {
    form.group = Group::Refused;
    return form;
  }
  form.bits = uint8_t(bits);
  form.bytes = uint8_t(bits / 8);
  form.shape = shapeOf(rest);
  if (stem == "MOVZX" || stem == "MOVSX") {
    form.group = Group::Extend;
    form.isSigned = stem == "MOVSX";
    rest.consume_back("_NOREX");
    form.shape = rest.starts_with("rm") ? Shape::TM : Shape::TR;
    unsigned source = 0;
    if (rest.drop_front(2).getAsInteger(10, source))
      form.group = Group::Refused;
    form.sourceBits = uint8_t(source);
    form.bytes = uint8_t(source / 8);
    return form;
  }
  if (is_contained({"SHL", "SHR", "SAR"}, stem)) {
    form.group = Group::Shift;
    form.effect = stem == "SHL"   ? Effect::ShiftLeft
                  : stem == "SHR" ? Effect::ShiftRight
                                  : Effect::ShiftRightSigned;
    form.shape = rest.starts_with("m") ? Shape::M : Shape::T;
    rest = rest.drop_front();
    form.count = rest == "1" ? 1 : rest == "i" ? 0 : 255;
    if (rest != "1" && rest != "i" && rest != "CL")
      form.group = Group::Refused;
    return form;
  }
  if (stem == "IMUL" && rest.starts_with("rr")) {
    form.group = Group::MultiplyBy;
    form.shape = rest.size() > 2 ? Shape::TI : Shape::TR;
    if (rest != "rr" && rest != "rri" && rest != "rri8" && rest != "rri32")
      form.group = Group::Refused;
    return form;
  }
  return classifyGeneral(stem, rest, form);
}

} // namespace wasmc::x86
