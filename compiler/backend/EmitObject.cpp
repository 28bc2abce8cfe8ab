// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/backend/EmitObject.h"
#include "compiler/backend/LargeFunctions.h"
#include "compiler/backend/Pipeline.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace wasmc {

namespace {
/// Keeps the first error; left alone, LLVM would print it and exit. A frame
/// that is larger than a function says it may have is one.
struct FirstError : DiagnosticHandler {
  std::string &message;
  explicit FirstError(std::string &into) : message(into) {}
  bool handleDiagnostics(const DiagnosticInfo &info) override {
    if (!message.empty())
      return true;
    raw_string_ostream os(message);
    if (info.getKind() == DK_StackSize) {
      const auto &frame = cast<DiagnosticInfoStackSize>(info);
      os << "the frame of " << frame.getFunction().getName() << " has "
         << frame.getResourceSize() << " bytes of a library's "
         << frame.getResourceLimit() << ": optimise, or split the function";
    } else if (info.getSeverity() == DS_Error) {
      DiagnosticPrinterRawOStream printer(os);
      info.print(printer);
    }
    return true;
  }
};
} // namespace

Expected<std::unique_ptr<MemoryBuffer>>
emit(Module &module, TargetMachine &machine, EmitKind kind) {
  SmallVector<char, 0> bytes;
  std::string message;
  {
    raw_svector_ostream os(bytes);
    if (kind == EmitKind::IR) {
      module.print(os, nullptr);
    } else {
      module.getContext().setDiagnosticHandler(
          std::make_unique<FirstError>(message));
      SpareCoding spare(module);
      legacy::PassManager passes;
      passes.add(new TargetLibraryInfoWrapperPass(
          stubLibrary(machine.getTargetTriple())));
      [[maybe_unused]] bool unsupported = machine.addPassesToEmitFile(
          passes, os, nullptr,
          kind == EmitKind::Object ? CodeGenFileType::ObjectFile
                                   : CodeGenFileType::AssemblyFile);
      assert(!unsupported && "both targets write both kinds of file");
      passes.run(module);
    }
  }
  if (!message.empty())
    return createStringError(inconvertibleErrorCode(),
                             "code generation: " + message);
  return std::make_unique<SmallVectorMemoryBuffer>(
      std::move(bytes), module.getModuleIdentifier(),
      /*RequiresNullTerminator=*/false);
}

Error verifyIR(const Module &module, StringRef stage) {
  std::string message;
  raw_string_ostream os(message);
  if (!verifyModule(module, &os))
    return Error::success();
  return createStringError(inconvertibleErrorCode(),
                           "invalid IR " + stage + ": " +
                               StringRef(message).split('\n').first);
}

} // namespace wasmc
