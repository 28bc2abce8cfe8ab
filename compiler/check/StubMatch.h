// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_CHECK_STUBMATCH_H
#define COMPILER_CHECK_STUBMATCH_H

#include "compiler/check/Executable.h"
#include "compiler/check/StubObjects.h"
#include <map>

namespace wasmc {

/// Finds the stub in an executable: which of its sections lie where. What it
/// says lies somewhere is there byte for byte, and what that refers to, too.
class StubMatch {
public:
  StubMatch(const Executable &executable, const StubObjects &stub);

  /// Matches `symbol` and all that it refers to with what is at `address`.
  /// Returns false, and changes nothing, if they differ.
  bool match(llvm::StringRef symbol, uint64_t address);

  /// The host function or library function that begins at `address`, to be
  /// called from compiled code; empty if there is none.
  llvm::StringRef callableAt(uint64_t address);

  /// Where a symbol is that the stub takes from compiled code or the link step.
  std::optional<uint64_t> external(llvm::StringRef symbol) const;

  /// The parts of the stub's code that refer to it.
  std::vector<AddressRange> referrers(llvm::StringRef external) const;

  /// Whether a byte of the range belongs to the stub's code or variables.
  bool isCode(uint64_t address) const;
  bool overlapsVariables(const AddressRange &range) const;

  /// What kept the last match from succeeding.
  const std::string &difference() const { return reason; }

private:
  struct Undo;

  bool matchAll(Undo &undo);
  bool place(uint32_t section, uint64_t address);
  bool compareSection(uint32_t section, uint64_t address);
  bool comparePiece(const StubSection &section, uint64_t offset,
                    uint64_t address);
  bool compareBytes(const StubSection &section, uint64_t address);
  bool bind(const StubTarget &target, uint64_t address);
  bool isRelocatedField(const StubSection &section, uint64_t offset) const;
  bool relocateX86(const StubSection &section, uint64_t address,
                   const StubRelocation &relocation);
  bool relocateAArch64(const StubSection &section, uint64_t address,
                       const StubRelocation &relocation);
  std::optional<uint64_t> pagedTarget(const StubSection &section,
                                      uint64_t address,
                                      const StubRelocation &relocation) const;
  bool fail(const llvm::Twine &why);

  const Executable &executable;
  const StubObjects &stub;
  llvm::DenseMap<uint32_t, uint64_t> placed;
  std::map<uint64_t, uint64_t> codeRanges; ///< Of what was matched: begin, end.
  llvm::StringMap<uint64_t> externals;
  std::vector<std::pair<uint32_t, uint64_t>> work;
  std::vector<uint32_t> newSections;
  std::vector<llvm::StringRef> newExternals;
  llvm::DenseMap<uint64_t, llvm::StringRef> callables;
  std::vector<uint64_t> addressSlots; ///< Words that hold addresses for it.
  std::string reason;
};

} // namespace wasmc

#endif
