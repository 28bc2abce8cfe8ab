// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LOWER_MODULELOWERING_H
#define COMPILER_LOWER_MODULELOWERING_H

#include "compiler/lower/Partition.h"
#include "compiler/lower/Profile.h"
#include "compiler/wasm/WasmModule.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace wasmc {

/// For a module that is one instance of several in a process: what the process
/// knows of it. Its state is then outside, in wrt's structures, under names
/// that begin with `prefix`:
///   f<N> ref<N>   function N (the wasm convention) and its funcref
///   g<N>          global N, 16 bytes
///   m<N>          wrt::MemoryInstance
///   t<N>          wrt::TableInstance
/// Those of imports, memories and tables are the process's to define; the rest
/// the module defines, and further:
///   init          void(): instantiates; traps as instantiation does
///   call<T>       void(code, arguments, results): calls a function of type T
///                 (of an export), values in slots of 16 bytes
struct InstanceOptions {
  std::string prefix;
  /// For each type of the module, what identifies it in the process; never 0.
  std::vector<uint32_t> typeIds;
  /// For each tag of the module, what identifies it in the process.
  std::vector<uint32_t> tagIds;
  bool useTailCalls = false;  ///< Some module of the process makes tail calls.
  bool useExceptions = false; ///< Some module of the process has tags.
};

struct LoweringOptions {
  bool optimizing = true;           ///< Not for -O0.
  bool allowUnknownImports = false; ///< Calls of them trap instead.
  /// Relaxed instructions do what the specification's deterministic profile
  /// says, instead of what is fastest.
  bool relaxedDeterministic = false;
  /// Every access compares with the memory's size; else a 32-bit memory relies
  /// on the address space reserved for it.
  bool checkedMemory = false;
  /// The target has a fused multiply-add, for relaxed_madd.
  bool fusesMultiplyAdd = false;
  bool counts = false; ///< The program makes a profile (wrt/profile.h).
  /// The program is run to make a snapshot (wrt/snapshot.h), not for itself: it
  /// calls this export, if it is not empty, instead of `_start`.
  bool makesSnapshot = false;
  llvm::StringRef initialiser;
  /// For a library, of which a process has any number of instances: memory 0
  /// is not at a constant address, imports are the host's (see declareHostCall)
  /// and `_initialize` is called instead of `_start`. What is static data here
  /// becomes part of each instance later.
  bool isLibrary = false;
  const Profile *profile = nullptr; ///< What runs of it have counted, or null.
  const InstanceOptions *instance = nullptr; ///< Null: an executable.
};

/// Checks what only an executable asks of a module: every import is one the
/// runtime stub provides, with its type; `_start` is there. Errors are
/// WasmErrors.
llvm::Error checkCommandModule(const WasmModule &module,
                               const LoweringOptions &options);

/// In a module lowered for a library: what stands for the pointer to the
/// instance until functions have it as a parameter.
inline constexpr llvm::StringLiteral currentInstance = "wasmc.instance";

/// Validates and lowers the functions of `part`. Names of symbols are those of
/// wrt/abi.h. Data layout and triple are the backend's to set before: pass a
/// module made for the target. Errors are WasmErrors.
llvm::Error lowerPart(llvm::Module &into, const WasmModule &module,
                      const Part &part, const LoweringOptions &options);

} // namespace wasmc

#endif
