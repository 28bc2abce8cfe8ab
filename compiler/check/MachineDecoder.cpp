// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/check/MachineDecoder.h"
#include "llvm/MC/MCTargetOptions.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"

using namespace llvm;

namespace wasmc {

MachineDecoder::MachineDecoder(const Triple &triple) {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86Disassembler();
  LLVMInitializeAArch64TargetInfo();
  LLVMInitializeAArch64TargetMC();
  LLVMInitializeAArch64Disassembler();
  std::string error;
  const Target *target = TargetRegistry::lookupTarget(triple, error);
  assert(target && "both targets are linked in");
  registers.reset(target->createMCRegInfo(triple));
  assembly.reset(
      target->createMCAsmInfo(*registers, triple, MCTargetOptions()));
  // Everything LLVM knows: what may be used is decided here, not there.
  StringRef features = triple.getArch() == Triple::aarch64 ? "+all" : "";
  subtarget.reset(target->createMCSubtargetInfo(triple, "", features));
  instructions.reset(target->createMCInstrInfo());
  context = std::make_unique<MCContext>(triple, assembly.get(), registers.get(),
                                        subtarget.get());
  disassembler.reset(target->createMCDisassembler(*subtarget, *context));
}

Error MachineDecoder::refuse(const Twine &why) {
  return createStringError(inconvertibleErrorCode(), why);
}

std::unique_ptr<Decoder> Decoder::create(Triple::ArchType arch) {
  return arch == Triple::aarch64 ? createAArch64Decoder() : createX86Decoder();
}

Condition inverse(Condition condition) {
  switch (condition) {
  case Condition::Equal:
    return Condition::NotEqual;
  case Condition::NotEqual:
    return Condition::Equal;
  case Condition::Below:
    return Condition::AboveEqual;
  case Condition::BelowEqual:
    return Condition::Above;
  case Condition::Above:
    return Condition::BelowEqual;
  case Condition::AboveEqual:
    return Condition::Below;
  case Condition::Less:
    return Condition::GreaterEqual;
  case Condition::LessEqual:
    return Condition::Greater;
  case Condition::Greater:
    return Condition::LessEqual;
  case Condition::GreaterEqual:
    return Condition::Less;
  case Condition::Negative:
    return Condition::NotNegative;
  case Condition::NotNegative:
    return Condition::Negative;
  case Condition::Other:
    break;
  }
  return Condition::Other;
}

const Machine &machineOf(Triple::ArchType arch) {
  static constexpr Register savedX86[] = {3, 5, 12, 13, 14, 15};
  static constexpr Register savedAArch64[] = {19, 20, 21, 22, 23, 24,
                                              25, 26, 27, 28, 29, 30};
  static constexpr Register argumentsX86[] = {7, 6, 2, 1, 8, 9};
  static constexpr Register argumentsAArch64[] = {0, 1, 2, 3, 4, 5};
  static constexpr Machine x86 = {4, noRegister, 16, savedX86, argumentsX86,
                                  0, 128};
  static constexpr Machine aarch64 = {
      31, 30, 32, savedAArch64, argumentsAArch64, 0, 0};
  return arch == Triple::aarch64 ? aarch64 : x86;
}

} // namespace wasmc
