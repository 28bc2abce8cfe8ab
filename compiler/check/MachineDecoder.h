// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_CHECK_MACHINEDECODER_H
#define COMPILER_CHECK_MACHINEDECODER_H

#include "compiler/check/Step.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSubtargetInfo.h"

namespace wasmc {

/// What both decoders have of LLVM.
class MachineDecoder : public Decoder {
protected:
  explicit MachineDecoder(const llvm::Triple &triple);

  static llvm::Error refuse(const llvm::Twine &why);

  std::unique_ptr<llvm::MCRegisterInfo> registers;
  std::unique_ptr<llvm::MCAsmInfo> assembly;
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget;
  std::unique_ptr<llvm::MCInstrInfo> instructions;
  std::unique_ptr<llvm::MCContext> context;
  std::unique_ptr<llvm::MCDisassembler> disassembler;
};

std::unique_ptr<Decoder> createX86Decoder();
std::unique_ptr<Decoder> createAArch64Decoder();

} // namespace wasmc

#endif
