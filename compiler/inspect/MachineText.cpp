// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/inspect/MachineText.h"
#include "compiler/inspect/Symbols.h"
#include "wrt/abi.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
#include "llvm/MC/MCInst.h"
#include "llvm/MC/MCInstPrinter.h"
#include "llvm/MC/MCInstrAnalysis.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/MCTargetOptions.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace wasmc {

using Elf = object::ELF64LE;

static Error problem(const Twine &what) {
  return createStringError(inconvertibleErrorCode(), what);
}

namespace {
/// LLVM's disassembler and printer of one target.
class Disassembler {
public:
  explicit Disassembler(const Triple &triple) {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86Disassembler();
    LLVMInitializeAArch64TargetInfo();
    LLVMInitializeAArch64TargetMC();
    LLVMInitializeAArch64Disassembler();
    std::string error;
    const Target *target = TargetRegistry::lookupTarget(triple, error);
    assert(target && "both targets are linked in");
    bool isArm = triple.getArch() == Triple::aarch64;
    registers.reset(target->createMCRegInfo(triple));
    assembly.reset(
        target->createMCAsmInfo(*registers, triple, MCTargetOptions()));
    subtarget.reset(
        target->createMCSubtargetInfo(triple, "", isArm ? "+all" : ""));
    instructions.reset(target->createMCInstrInfo());
    context = std::make_unique<MCContext>(triple, assembly.get(),
                                          registers.get(), subtarget.get());
    disassembler.reset(target->createMCDisassembler(*subtarget, *context));
    analysis.reset(target->createMCInstrAnalysis(instructions.get()));
    // Intel's syntax on x86-64: destination first, as in WebAssembly's text.
    printer.reset(target->createMCInstPrinter(triple, isArm ? 0 : 1, *assembly,
                                              *instructions, *registers));
    printer->setPrintImmHex(true);
    printer->setPrintBranchImmAsAddress(true);
  }

  std::string text(ArrayRef<uint8_t> code, uint64_t address,
                   const FunctionNames &names) {
    std::string out;
    raw_string_ostream os(out);
    while (!code.empty()) {
      MCInst instruction;
      uint64_t size = 0;
      auto status = disassembler->getInstruction(instruction, size, code,
                                                 address, nulls());
      size = std::clamp<uint64_t>(size, 1, code.size());
      os << format_hex_no_prefix(address, 6);
      if (status == MCDisassembler::Fail) {
        os << "\t(data)";
      } else {
        printer->printInst(&instruction, address, "", *subtarget, os);
        uint64_t target = 0;
        if (instructions->get(instruction.getOpcode()).isCall() &&
            analysis->evaluateBranch(instruction, address, size, target))
          os << "  ; " << names.nameOf(target);
      }
      os << '\n';
      code = code.drop_front(size);
      address += size;
    }
    return out;
  }

private:
  std::unique_ptr<const MCRegisterInfo> registers;
  std::unique_ptr<const MCAsmInfo> assembly;
  std::unique_ptr<const MCSubtargetInfo> subtarget;
  std::unique_ptr<const MCInstrInfo> instructions;
  std::unique_ptr<MCContext> context;
  std::unique_ptr<const MCDisassembler> disassembler;
  std::unique_ptr<const MCInstrAnalysis> analysis;
  std::unique_ptr<MCInstPrinter> printer;
};
} // namespace

/// So many bytes at an address, of what is loaded.
static ArrayRef<uint8_t> bytesAt(const object::ELFFile<Elf> &file,
                                 uint64_t address, uint64_t size) {
  Expected<const uint8_t *> at = file.toMappedAddr(address);
  if (!at) {
    consumeError(at.takeError());
    return {};
  }
  auto left = uint64_t(file.end() - *at);
  return left < size ? ArrayRef<uint8_t>() : ArrayRef<uint8_t>(*at, size);
}

static std::optional<uint64_t>
addressOf(const object::ELFObjectFile<Elf> &object, StringRef symbol) {
  for (const object::ELFSymbolRef &each : object.symbols()) {
    Expected<StringRef> name = each.getName();
    Expected<uint64_t> address = each.getAddress();
    bool isWanted = name && address && *name == symbol;
    if (!name)
      consumeError(name.takeError());
    if (!address)
      consumeError(address.takeError());
    else if (isWanted)
      return *address;
  }
  return std::nullopt;
}

Expected<std::vector<MachineFunction>>
machineFunctions(MemoryBufferRef buffer) {
  auto object = object::ELFObjectFile<Elf>::create(buffer);
  if (!object)
    return object.takeError();
  const object::ELFFile<Elf> &file = object->getELFFile();
  auto table = addressOf(*object, "wasm_functions");
  if (!table)
    return problem("has no list of functions with a symbol");
  ArrayRef<uint8_t> head = bytesAt(file, *table, sizeof(wrt::FunctionTable));
  uint64_t count = head.empty() ? 0 : support::endian::read64le(head.data());
  ArrayRef<uint8_t> rows = count > buffer.getBufferSize()
                               ? ArrayRef<uint8_t>()
                               : bytesAt(file, *table + head.size(),
                                         count * sizeof(wrt::FunctionEntry));
  if (count && rows.empty())
    return problem("has a list of functions that is cut off");
  Disassembler disassembler(object->makeTriple());
  FunctionNames names(buffer);
  std::vector<MachineFunction> functions;
  for (uint64_t i = 0; i < count; ++i) {
    wrt::FunctionEntry entry;
    memcpy(&entry, rows.data() + i * sizeof(entry), sizeof(entry));
    uint64_t at = *table + head.size() + i * sizeof(entry) +
                  uint64_t(int64_t(entry.code));
    ArrayRef<uint8_t> code = bytesAt(file, at, entry.size);
    functions.push_back(
        {entry.index, at, entry.size, disassembler.text(code, at, names)});
  }
  sort(functions, [](const MachineFunction &a, const MachineFunction &b) {
    return a.address < b.address;
  });
  return functions;
}

} // namespace wasmc
