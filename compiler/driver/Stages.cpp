// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Stages.h"
#include "compiler/backend/EmitObject.h"
#include "compiler/backend/Pipeline.h"
#include "compiler/driver/Check.h"
#include "compiler/driver/CpuNeeds.h"
#include "compiler/driver/Notes.h"
#include "compiler/library/CallBounds.h"
#include "compiler/library/Interface.h"
#include "compiler/link/AllowedCalls.h"
#include "compiler/link/CallFilter.h"
#include "compiler/link/LinkImage.h"
#include "compiler/link/LinkLibrary.h"
#include "compiler/link/SeccompProfile.h"
#include "compiler/lower/HostImports.h"
#include "compiler/lower/InitialImage.h"
#include "compiler/lower/ModuleLowering.h"
#include "compiler/wasm/SectionDecoder.h"
#include "compiler/wasm/Validator.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"

using namespace llvm;

namespace wasmc {

static LoweringOptions loweringOptions(const CompileOptions &options,
                                       const Target &target) {
  LoweringOptions lowering;
  lowering.optimizing = options.level != OptLevel::O0;
  lowering.allowUnknownImports = options.allowUnknownImports;
  lowering.relaxedDeterministic = options.relaxedDeterministic;
  lowering.checkedMemory = options.checkedMemory;
  lowering.fusesMultiplyAdd = target.fusesMultiplyAdd();
  lowering.makesSnapshot = options.makesSnapshot;
  lowering.initialiser = options.initialiser;
  lowering.counts = !options.profileOut.empty();
  lowering.isLibrary = !options.libraryPrefix.empty();
  // A page fault would be a signal in the host's process.
  lowering.checkedMemory |= lowering.isLibrary;
  return lowering;
}

Expected<WasmModule> Stages::decode(ArrayRef<uint8_t> bytes) const {
  auto scope = times.measure(Stage::Decode);
  Expected<WasmModule> module = decodeModule(bytes, options.features);
  if (!module)
    return module.takeError();
  // Bodies first: what is wrong in one is more to the point than what the
  // module as a whole is not.
  if (Error error = validateBodies(*module))
    return std::move(error);
  if (!options.libraryPrefix.empty()) {
    if (Expected<LibraryApi> api = describe(*module); !api)
      return api.takeError();
  } else if (Error error =
                 checkCommandModule(*module, loweringOptions(options, target)))
    return std::move(error);
  return module;
}

Expected<LibraryApi> Stages::describe(const WasmModule &module) const {
  return describeLibrary(module, options.libraryPrefix);
}

std::vector<Part> Stages::split(const WasmModule &module) const {
  if (options.emit == EmitFile::Executable)
    return partition(module);
  Part whole;
  whole.name = "part";
  for (size_t i = module.importedFunctions; i < module.functions.size(); ++i)
    whole.functions.push_back(uint32_t(i));
  whole.ownsState = whole.isWhole = true;
  return {whole};
}

Error Stages::verify(const Module &ir, StringRef stage) const {
  return options.verifyIR ? verifyIR(ir, stage) : Error::success();
}

Error Stages::lower(Module &ir, const WasmModule &module,
                    const Part &part) const {
  auto scope = times.measure(Stage::Lower);
  LoweringOptions lowering = loweringOptions(options, target);
  lowering.profile = profile;
  if (Error error = lowerPart(ir, module, part, lowering))
    return error;
  if (lowering.isLibrary) {
    Expected<LibraryApi> api = describe(module);
    if (!api)
      return api.takeError();
    if (Error error = makeLibrary(ir, module, *api, cpuNeeds(target)))
      return error;
  }
  return verify(ir, "after lowering");
}

Error Stages::optimize(Module &ir, TargetMachine &machine) const {
  auto scope = times.measure(Stage::Optimize);
  wasmc::optimize(ir, machine, target, options.level,
                  options.libraryPrefix.empty() ? nullptr : boundCalls);
  return verify(ir, "after optimisation");
}

Expected<Buffer> Stages::emit(Module &ir, TargetMachine &machine) const {
  auto scope = times.measure(Stage::Emit);
  switch (options.emit) {
  case EmitFile::Executable:
  case EmitFile::Shared:
  case EmitFile::Object:
    return wasmc::emit(ir, machine, EmitKind::Object);
  case EmitFile::Assembly:
    return wasmc::emit(ir, machine, EmitKind::Assembly);
  case EmitFile::IR:
    return wasmc::emit(ir, machine, EmitKind::IR);
  case EmitFile::Seccomp:
    break;
  }
  llvm_unreachable("a profile has no code");
}

/// The first byte of a type in the binary format. References are told apart
/// only as far as core dumps do.
static uint8_t typeByte(ValType type) {
  switch (type.kind) {
  case TypeKind::I32:
    return 0x7f;
  case TypeKind::I64:
    return 0x7e;
  case TypeKind::F32:
    return 0x7d;
  case TypeKind::F64:
    return 0x7c;
  case TypeKind::V128:
    return 0x7b;
  case TypeKind::Ref:
  case TypeKind::Bottom:
    break;
  }
  return type.heapKind == HeapKind::Extern ? 0x6f : 0x70;
}

/// What link/ takes, from what lower/ gives.
static ProgramData programData(const InitialImage &image, bool isChecked) {
  ProgramData data;
  for (const InitialMemory &memory : image.memories)
    data.memories.push_back({memory.initialBytes, memory.maximumBytes,
                             memory.pageShift, memory.is64,
                             isChecked || memory.is64});
  for (const InitialGlobal &global : image.globals)
    data.globals.push_back({typeByte(global.type), {global.low, global.high}});
  for (const ImagePiece &piece : image.pieces)
    data.pieces.push_back({piece.memory, piece.address, piece.bytes});
  return data;
}

/// The functions whose system calls a program needs, as wrt/lockdown.def names
/// them.
static std::vector<StringRef> functionsInNeed(const WasmModule &module,
                                              const InitialImage &image,
                                              bool isChecked) {
  std::vector<StringRef> functions = {"always"};
  for (const Import &import : module.imports)
    if (std::optional<HostFunction> host = findHostFunction(import))
      functions.push_back(host->name);
  for (auto [i, memory] : enumerate(image.memories))
    if (memory.initialBytes < memory.maximumBytes)
      functions.push_back(i == 0 && !memory.is64 && !isChecked
                              ? "memory_grow_low"
                              : "memory_grow");
  return functions;
}

Expected<Buffer> Stages::seccompProfile(const WasmModule &module) const {
  Expected<InitialImage> image = layOutMemories(module);
  if (!image)
    return image.takeError();
  SmallString<0> text;
  raw_svector_ostream os(text);
  writeSeccompProfile(os,
                      functionsInNeed(module, *image, options.checkedMemory),
                      target.triple.getArch());
  return std::make_unique<SmallVectorMemoryBuffer>(
      std::move(text), "profile", /*RequiresNullTerminator=*/false);
}

Expected<Buffer> Stages::linkLibrary(const MemoryBuffer &object,
                                     const WasmModule &module) const {
  auto scope = times.measure(Stage::Link);
  return wasmc::linkLibrary(object,
                            {.arch = target.triple.getArch(),
                             .isShared = options.emit == EmitFile::Shared,
                             .strip = options.strip,
                             .name = options.libraryName,
                             .functionNames = module.functionNames,
                             .threads = options.jobs});
}

Error Stages::check(const MemoryBuffer &executable) const {
  auto scope = times.measure(Stage::Check);
  return checkCompiled(executable.getMemBufferRef());
}

Expected<Buffer> Stages::link(std::vector<Buffer> objects,
                              const WasmModule &module,
                              StringRef policy) const {
  auto scope = times.measure(Stage::Link);
  Expected<InitialImage> image = layOutMemories(module);
  if (!image)
    return image.takeError();
  ProgramData data = programData(*image, options.checkedMemory);
  data.functionNames = module.functionNames;
  std::vector<StringRef> functions =
      functionsInNeed(module, *image, options.checkedMemory);
  data.buildNote = buildNoteText(module, source.empty() ? module.bytes : source,
                                 target, options.level, options.checkedMemory) +
                   allowedCallsText(functions, target.triple.getArch());
  data.lockdown = lockdownData(functions, target.triple.getArch());
  data.policyNote = policy;
  data.policyRoom = options.policyRoom;
  data.cpuNeeds = cpuNeeds(target);
  bool isProfiled = !options.profileOut.empty();
  if (isProfiled) {
    data.profileFile = options.profileOut;
    llvm::copy(wrt::profileMagic, data.profileHeader.magic);
    llvm::copy(profileDigest(module), data.profileHeader.module);
  }
  bool isForSize =
      options.level == OptLevel::Os || options.level == OptLevel::Oz;
  return linkImage(std::move(objects), data,
                   {.arch = target.triple.getArch(),
                    .strip = options.strip,
                    .foldFunctions = isForSize,
                    .profile = isProfiled,
                    .threads = options.jobs});
}

} // namespace wasmc
