// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An executable checks at start that the CPU has what the code may use. On
// x86-64 that is one of four levels: a CPU named by `--cpu` gives the highest
// level it contains as the instruction set, and only its timings beyond that.
// On AArch64 the kernel tells of each extension by itself.

#include "compiler/backend/Target.h"
#include "compiler/backend/LLVMOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetOptions.h"
#include "llvm/TargetParser/AArch64TargetParser.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/X86TargetParser.h"

using namespace llvm;

namespace wasmc {

static Error targetError(const Twine &message) {
  return createStringError(inconvertibleErrorCode(), message);
}

StringRef optLevelName(OptLevel level) {
  static constexpr StringLiteral names[] = {"O0", "O1", "O2", "O3", "Os", "Oz"};
  return names[size_t(level)];
}

/// Whether a CPU, described as LLVM's tools take it, has every feature of
/// x86-64-v`level`. Asked of a subtarget, as one feature may imply another.
static bool containsLevel(const llvm::Target &x86, StringRef cpu,
                          StringRef features, unsigned level) {
  Triple triple("x86_64-unknown-linux");
  std::unique_ptr<MCSubtargetInfo> subtarget(
      x86.createMCSubtargetInfo(triple, cpu, features));
  SmallVector<StringRef> needed;
  X86::getFeaturesForCPU("x86-64-v" + std::to_string(level), needed,
                         /*NeedPlus=*/true);
  return subtarget->checkFeatures(join(needed, ","));
}

static Error setX86Level(Target &target, StringRef cpu, StringRef features) {
  std::string error;
  const llvm::Target *x86 =
      TargetRegistry::lookupTarget(Triple("x86_64-unknown-linux"), error);
  for (unsigned level = 4; level >= 2; --level)
    if (containsLevel(*x86, cpu, features, level)) {
      target.cpuLevel = level;
      target.cpu = target.level = "x86-64-v" + std::to_string(level);
      return Error::success();
    }
  return targetError("--cpu " + cpu +
                     " is below x86-64-v2, the lowest level supported");
}

static Error setX86Cpu(Target &target, StringRef cpu) {
  if (cpu == "native") {
    if (Triple(sys::getDefaultTargetTriple()).getArch() != Triple::x86_64)
      return targetError("--cpu native: this machine is not x86_64-linux");
    // What the machine has counts, which in a virtual one may be less than its
    // CPU's name promises.
    std::vector<std::string> features;
    for (const auto &feature : sys::getHostCPUFeatures())
      features.push_back((feature.second ? "+" : "-") + feature.first().str());
    llvm::sort(features); // A map's order is no order.
    target.tune = sys::getHostCPUName();
    return setX86Level(target, "x86-64", join(features, ","));
  }
  if (X86::parseArchX86(cpu, /*Only64Bit=*/true) == X86::CK_None)
    return targetError("unknown --cpu " + cpu +
                       ": give native, x86-64-v2, x86-64-v3, x86-64-v4 or "
                       "LLVM's name of an x86-64 CPU, such as skylake");
  target.tune = cpu.starts_with("x86-64") ? "generic" : cpu;
  return setX86Level(target, cpu, "");
}

static Error setAArch64Cpu(Target &target, StringRef cpu) {
  if (cpu == "native") {
    if (Triple(sys::getDefaultTargetTriple()).getArch() != Triple::aarch64)
      return targetError("--cpu native: this machine is not aarch64-linux");
    cpu = sys::getHostCPUName();
  }
  target.level = cpu;
  if (const AArch64::ArchInfo *arch = AArch64::parseArch(cpu)) {
    target.cpu = target.tune = "generic";
    target.features = arch->ArchFeature;
    return Error::success();
  }
  if (!AArch64::parseCpu(cpu))
    return targetError("unknown --cpu " + cpu +
                       ": give native, armv8-a to armv9.6-a or LLVM's name of "
                       "an AArch64 CPU, such as neoverse-n1");
  target.cpu = target.tune = cpu;
  return Error::success();
}

bool Target::mayUse(StringRef feature) const {
  std::string error;
  const llvm::Target *found = TargetRegistry::lookupTarget(triple, error);
  std::unique_ptr<MCSubtargetInfo> subtarget(
      found->createMCSubtargetInfo(triple, cpu, features));
  return subtarget->checkFeatures(("+" + feature).str());
}

/// Makes LLVM's registry know our targets; again is harmless.
static void registerTargets() {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  LLVMInitializeAArch64TargetInfo();
  LLVMInitializeAArch64Target();
  LLVMInitializeAArch64TargetMC();
  LLVMInitializeAArch64AsmPrinter();
  setLLVMOptions();
}

Expected<Target> findTarget(StringRef name, StringRef cpu) {
  if (name.empty())
    name = Triple(sys::getDefaultTargetTriple()).getArch() == Triple::aarch64
               ? "aarch64-linux"
               : "x86_64-linux";
  registerTargets();
  Target target;
  target.name = name;
  if (name == "x86_64-linux") {
    if (Error error = setX86Cpu(target, cpu.empty() ? "x86-64-v2" : cpu))
      return std::move(error);
  } else if (name == "aarch64-linux") {
    if (Error error = setAArch64Cpu(target, cpu.empty() ? "armv8-a" : cpu))
      return std::move(error);
  } else {
    return targetError("unknown --target " + name +
                       ": the targets are x86_64-linux and aarch64-linux");
  }
  target.triple = Triple(name == "x86_64-linux" ? "x86_64-unknown-linux"
                                                : "aarch64-unknown-linux");
  return target;
}

std::unique_ptr<TargetMachine> createTargetMachine(const Target &target,
                                                   OptLevel level) {
  TargetOptions options;
  options.FunctionSections = true;
  options.DataSections = true;
  options.EmitAddrsig = true;
  CodeGenOptLevel effort = CodeGenOptLevel::Default;
  if (level == OptLevel::O0)
    effort = CodeGenOptLevel::None;
  else if (level == OptLevel::O1)
    effort = CodeGenOptLevel::Less;
  else if (level == OptLevel::O3)
    effort = CodeGenOptLevel::Aggressive;

  std::string error;
  const llvm::Target *found =
      TargetRegistry::lookupTarget(target.triple, error);
  assert(found && "both targets are linked in");
  std::unique_ptr<TargetMachine> machine(found->createTargetMachine(
      target.triple, target.cpu, target.features, options, Reloc::PIC_,
      CodeModel::Small, effort));
  // AArch64 would take GlobalISel at -O0, which is slower than FastISel.
  machine->setGlobalISel(false);
  machine->setO0WantsFastISel(true);
  return machine;
}

} // namespace wasmc
