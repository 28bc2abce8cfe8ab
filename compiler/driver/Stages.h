// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_STAGES_H
#define COMPILER_DRIVER_STAGES_H

#include "compiler/driver/Input.h"
#include "compiler/driver/Options.h"
#include "compiler/driver/StageTimes.h"
#include "compiler/library/LibraryApi.h"
#include "compiler/lower/Partition.h"
#include "compiler/lower/Profile.h"
#include "llvm/IR/Module.h"

namespace wasmc {

/// The folders of the compiler as one compilation calls them: with its options,
/// and with its time measured. Usable from several threads.
struct Stages {
  const Target &target;
  const CompileOptions &options;
  StageTimes &times;
  /// The module that was given, if pre-initialisation made another of it.
  llvm::ArrayRef<uint8_t> source = {};
  const Profile *profile = nullptr; ///< What runs have counted, or null.

  /// A module that is valid and a command. `bytes` must outlive it.
  llvm::Expected<WasmModule> decode(llvm::ArrayRef<uint8_t> bytes) const;

  /// Whether what is made is a library, as an object file or shared.
  bool makesLibrary() const {
    return !options.libraryPrefix.empty() &&
           (options.emit == EmitFile::Shared ||
            options.emit == EmitFile::Object);
  }
  /// The names of a library's symbols.
  llvm::Expected<LibraryApi> describe(const WasmModule &module) const;

  /// The parts to compile. What is not to be linked is one file, so one part.
  std::vector<Part> split(const WasmModule &module) const;

  /// From here to emit(), `ir` belongs to one thread.
  llvm::Error lower(llvm::Module &ir, const WasmModule &module,
                    const Part &part) const;
  llvm::Error optimize(llvm::Module &ir, llvm::TargetMachine &machine) const;
  llvm::Expected<Buffer> emit(llvm::Module &ir,
                              llvm::TargetMachine &machine) const;

  /// `policy` is the text of the policy note.
  llvm::Expected<Buffer> link(std::vector<Buffer> objects,
                              const WasmModule &module,
                              llvm::StringRef policy) const;

  /// An error if `wasmc check` would refuse it.
  llvm::Error check(const llvm::MemoryBuffer &executable) const;

  /// The object of a library.
  llvm::Expected<Buffer> linkLibrary(const llvm::MemoryBuffer &object,
                                     const WasmModule &module) const;

  /// Instead of all that: the profile for container engines.
  llvm::Expected<Buffer> seccompProfile(const WasmModule &module) const;

private:
  llvm::Error verify(const llvm::Module &ir, llvm::StringRef stage) const;
};

} // namespace wasmc

#endif
