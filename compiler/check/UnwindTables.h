// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tables by which the stub's unwinder finds its way from a throw to a
// landing pad, read as it reads them: runtime-stub/unwind_table.cpp,
// unwind.cpp, throw.cpp. What it reads in another place than constant memory,
// or in another form than wasmc writes, is an error.

#ifndef COMPILER_CHECK_UNWINDTABLES_H
#define COMPILER_CHECK_UNWINDTABLES_H

#include "compiler/check/Executable.h"
#include "compiler/check/Step.h"
#include <array>
#include <map>
#include <set>

namespace wasmc {

/// What the unwinder does at a call. Offsets are from the canonical frame
/// address (CFA), the stack pointer before the function was called.
struct UnwindStep {
  uint64_t landing = 0;      ///< The landing pad; 0: none, on to the caller.
  int64_t argumentBytes = 0; ///< To be taken off the stack at a landing pad.
  Register cfaRegister = noRegister; ///< The CFA is so much above this one.
  int64_t cfaOffset = 0;
  int32_t returnOffset = 0; ///< Where the return address is.
  struct Saved {
    Register reg; ///< noRegister: a vector register.
    int32_t offset;
  };
  /// Where the caller's registers are; others are as they are.
  llvm::SmallVector<Saved, 8> saved;
};

class UnwindTables {
public:
  explicit UnwindTables(const Executable &executable);

  /// What the unwinder does at the call that returns to the address; nothing:
  /// the program ends there, as nothing catches the exception.
  llvm::Expected<std::optional<UnwindStep>> stepAt(uint64_t returnAddress);

private:
  class Reader;
  class RowMachine;
  friend class RowMachine;

  /// Where in the frame the saved registers are, in the machine's order; then,
  /// on AArch64, d8 to d15, and on x86-64 the return address.
  static constexpr unsigned mostColumns = 20;
  static constexpr int32_t unchanged = INT32_MIN, elsewhere = INT32_MIN + 1;
  using Rules = std::array<int32_t, mostColumns>;

  /// From `begin` on.
  struct Row {
    uint64_t begin = 0;
    int64_t cfaOffset = 0, argumentBytes = 0;
    const Rules *rules = nullptr;
    Register cfaRegister = noRegister;
  };
  struct CallSite {
    uint64_t begin, end, landing; ///< From the function's start.
  };
  /// A function's entry (FDE), with what it refers to.
  struct Entry {
    uint64_t start = 0, size = 0;
    std::vector<Row> rows;
    std::vector<CallSite> sites;
    std::string problem; ///< Empty if it is as it should be.
  };
  /// The common part of entries (CIE).
  struct Common {
    uint64_t codeAlignment = 0;
    int64_t dataAlignment = 0;
    uint64_t program = 0, end = 0;
    uint8_t dataEncoding = 0;
  };

  std::optional<uint64_t> constant(uint64_t address, unsigned size) const;
  bool findTable();
  std::optional<uint64_t> findEntry(uint64_t address) const;
  const Entry &entryAt(uint64_t address);
  std::string readEntry(uint64_t address, Entry &entry);
  bool readCommon(uint64_t address, Common &common);
  bool readRows(const Common &common, uint64_t program, uint64_t end,
                Entry &entry);
  bool readSites(uint64_t address, Entry &entry);
  unsigned returnColumn() const;
  unsigned columnOf(uint64_t dwarf) const;
  Register registerOf(uint64_t dwarf) const;

  const Executable &executable;
  const Machine &machine;
  uint64_t table = 0, count = 0;
  bool isFound = false; ///< The table of entries.
  std::map<uint64_t, Entry> entries;
  std::set<Rules> rules; ///< Few differ.
  uint64_t budget = 0;   ///< Bytes of entries that may still be read.
};

} // namespace wasmc

#endif
