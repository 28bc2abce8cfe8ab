// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is not in the lists below is refused, above all whatever enters the
// kernel or touches the system's registers and caches.

#include "compiler/check/AArch64Forms.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace wasmc::aarch64 {

/// Scalar loads and stores: ld or st, r or ur or p, the kind, the mode.
static bool classifyMemory(StringRef name, Form &form) {
  bool isLoad = name.consume_front("LD");
  if (!isLoad && !name.consume_front("ST"))
    return false;
  form.isStore = !isLoad;
  form.isPair = name.consume_front("P") || name.consume_front("NP");
  bool isUnscaled = !form.isPair && name.consume_front("UR");
  if (!form.isPair && !isUnscaled && !name.consume_front("R"))
    return false;
  static constexpr struct {
    StringLiteral text;
    uint8_t bytes, bits;
    bool isSigned, isGeneral;
  } kinds[] = {{"SBW", 1, 32, true, true}, {"SBX", 1, 64, true, true},
               {"SHW", 2, 32, true, true}, {"SHX", 2, 64, true, true},
               {"SW", 4, 64, true, true},  {"BB", 1, 32, false, true},
               {"HH", 2, 32, false, true}, {"W", 4, 32, false, true},
               {"X", 8, 64, false, true},  {"B", 1, 0, false, false},
               {"H", 2, 0, false, false},  {"S", 4, 0, false, false},
               {"D", 8, 0, false, false},  {"Q", 16, 0, false, false}};
  for (const auto &kind : kinds) {
    StringRef mode = name;
    if (!mode.consume_front(kind.text))
      continue;
    std::optional<Mode> found =
        StringSwitch<std::optional<Mode>>(mode)
            .Case("ui", Mode::Scaled)
            .Case("i", isUnscaled ? Mode::Unscaled : Mode::Scaled)
            .Case("pre", Mode::Pre)
            .Case("post", Mode::Post)
            .Case("roX", Mode::IndexX)
            .Case("roW", Mode::IndexW)
            .Case("l", Mode::Literal)
            .Default(std::nullopt);
    if (!found)
      continue;
    form.group = Group::Memory;
    form.mode = *found;
    form.bytes = kind.bytes;
    form.bits = kind.bits;
    form.isSigned = kind.isSigned;
    form.isGeneral = kind.isGeneral;
    return true;
  }
  return false;
}

static bool classifyArithmetic(StringRef name, Form &form) {
  static constexpr struct {
    StringLiteral text;
    Effect effect;
    bool setsFlags, isInverted;
  } kinds[] = {{"ADDS", Effect::Add, true, false},
               {"ADD", Effect::Add, false, false},
               {"SUBS", Effect::Subtract, true, false},
               {"SUB", Effect::Subtract, false, false},
               {"ANDS", Effect::And, true, false},
               {"AND", Effect::And, false, false},
               {"BICS", Effect::And, true, true},
               {"BIC", Effect::And, false, true},
               {"ORR", Effect::Or, false, false},
               {"ORN", Effect::Or, false, true},
               {"EOR", Effect::Xor, false, false},
               {"EON", Effect::Xor, false, true}};
  for (const auto &kind : kinds) {
    StringRef rest = name;
    if (!rest.consume_front(kind.text) || rest.size() < 3 ||
        (rest[0] != 'W' && rest[0] != 'X'))
      continue;
    form.bits = rest[0] == 'W' ? 32 : 64;
    rest = rest.drop_front();
    bool isLogical =
        kind.effect != Effect::Add && kind.effect != Effect::Subtract;
    std::optional<Last> last =
        StringSwitch<std::optional<Last>>(rest)
            .Case("ri", isLogical ? Last::BitMask : Last::Immediate)
            .Case("rs", Last::Shifted)
            .Cases({"rx", "rx64"}, Last::Extended)
            .Default(std::nullopt);
    if (!last)
      continue;
    form.group = Group::Arithmetic;
    form.effect = kind.effect;
    form.setsFlags = kind.setsFlags;
    form.isInverted = kind.isInverted;
    form.last = *last;
    return true;
  }
  return false;
}

static bool isVector(const MCInstrDesc &desc, const MCRegisterInfo &registers) {
  for (const MCOperandInfo &operand : desc.operands()) {
    if (operand.RegClass < 0)
      continue;
    StringRef kind = registers.getRegClassName(
        &registers.getRegClass(unsigned(operand.RegClass)));
    if (kind.starts_with("FPR"))
      return true;
  }
  return false;
}

Form classify(unsigned opcode, const MCInstrInfo &instructions,
              const MCRegisterInfo &registers) {
  StringRef name = instructions.getName(opcode);
  const MCInstrDesc &desc = instructions.get(opcode);
  Form form;
  form.bits = name.contains('X') ? 64 : 32;
  form.group =
      StringSwitch<Group>(name)
          .Case("B", Group::Jump)
          .Case("BL", Group::Call)
          .Case("BR", Group::JumpTo)
          .Case("BLR", Group::CallTo)
          .Case("RET", Group::Return)
          .Case("Bcc", Group::Branch)
          .Cases({"CBZW", "CBZX", "CBNZW", "CBNZX"}, Group::CompareBranch)
          .Cases({"TBZW", "TBZX", "TBNZW", "TBNZX"}, Group::BitBranch)
          .Cases({"BRK", "UDF"}, Group::Trap)
          .Cases({"HINT", "NOP"}, Group::Nothing)
          .Cases({"ADR", "ADRP"}, Group::Adr)
          .Cases({"MOVZWi", "MOVZXi", "MOVNWi", "MOVNXi", "MOVKWi", "MOVKXi"},
                 Group::Wide)
          .Cases({"UBFMWri", "UBFMXri", "SBFMWri", "SBFMXri"}, Group::BitField)
          .Cases({"BFMWri", "BFMXri"}, Group::BitInsert)
          .Cases({"CSELWr", "CSELXr", "CSINCWr", "CSINCXr", "CSINVWr",
                  "CSINVXr", "CSNEGWr", "CSNEGXr"},
                 Group::Select)
          .Cases({"MADDWrrr", "MADDXrrr", "UMADDLrrr", "SMADDLrrr"},
                 Group::MultiplyAdd)
          .Cases({"LSLVWr", "LSLVXr", "LSRVWr", "LSRVXr", "ASRVWr", "ASRVXr"},
                 Group::ShiftBy)
          .Default(Group::Unknown);
  if (form.group != Group::Unknown)
    return form;
  if (classifyMemory(name, form) || classifyArithmetic(name, form))
    return form;
  static constexpr StringLiteral general[] = {
      "EXTR", "RORV", "MSUB", "UMSUBL", "SMSUBL", "SMULH", "UMULH",
      "SDIV", "UDIV", "CLZ",  "CLS",    "RBIT",   "REV",   "CCMP",
      "CCMN", "ADC",  "SBC",  "CNT",    "CTZ",    "ABS",   "CRC32"};
  bool isGeneral = any_of(general, [&](StringRef each) {
    StringRef rest = name;
    return rest.consume_front(each) &&
           rest.find_first_not_of("WXSLBHri0123456789") == StringRef::npos;
  });
  bool touchesMemory = desc.mayLoad() || desc.mayStore();
  if (isVector(desc, registers) && !touchesMemory && !desc.isBranch())
    form.group = Group::General;
  else if (touchesMemory && name.size() > 3 && isDigit(name[2]) &&
           (name.starts_with("LD") || name.starts_with("ST")) &&
           (name.contains("v") || name.contains('i')))
    form.group = Group::VectorMemory;
  else
    form.group = isGeneral && !touchesMemory ? Group::General : Group::Refused;
  return form;
}

} // namespace wasmc::aarch64
