// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LINK_IMAGELAYOUT_H
#define COMPILER_LINK_IMAGELAYOUT_H

#include "wrt/abi.h"
#include "wrt/profile.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/TargetParser/Triple.h"
#include <string>
#include <vector>

namespace wasmc {

/// Initial contents of a memory from `address`, a multiple of
/// wrt::imageAlignment.
struct MemoryPiece {
  uint32_t memory;
  uint64_t address;
  llvm::ArrayRef<uint8_t> bytes;
};

/// A global of the module.
struct GlobalValue {
  uint8_t type;             ///< Its first byte in the binary format.
  uint64_t initial[2] = {}; ///< Bits of its first value, the lower half first.
};

/// What an executable holds beside code.
struct ProgramData {
  std::vector<wrt::MemoryPlan> memories;
  std::vector<MemoryPiece> pieces;  ///< Ordered by memory and address.
  std::vector<GlobalValue> globals; ///< All of the module.
  /// By function index; shorter where the rest is unnamed.
  llvm::ArrayRef<llvm::StringRef> functionNames;
  std::string buildNote;   ///< Text as wrt/note.h describes it.
  std::string policyNote;  ///< Likewise.
  uint32_t policyRoom = 0; ///< Least capacity of the latter's note, in bytes.
  std::string lockdown;    ///< Contents of wasm_lockdown.
  wrt::CpuNeeds cpuNeeds = {};
  std::string profileFile; ///< Where the program writes a profile, or empty,
  wrt::ProfileHeader profileHeader = {}; ///< and how that begins.
};

/// Writes the object that defines the link step's symbols of wrt/abi.h.
/// `parts` are the compiled objects, whose functions it lists.
llvm::Error writeImageObject(llvm::raw_ostream &os, llvm::Triple::ArchType arch,
                             const ProgramData &data,
                             llvm::ArrayRef<llvm::MemoryBufferRef> parts);

} // namespace wasmc

#endif
