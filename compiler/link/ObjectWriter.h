// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LINK_OBJECTWRITER_H
#define COMPILER_LINK_OBJECTWRITER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/MC/StringTableBuilder.h"
#include "llvm/Object/ELFTypes.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace wasmc {

/// A relocatable ELF64 little-endian object with data in it, for the linker.
/// All symbols are global; those it defines are hidden.
class ObjectWriter {
public:
  /// `machine` is EM_X86_64 or EM_AARCH64.
  explicit ObjectWriter(uint16_t machine) : machine(machine) {}

  /// A section to be filled by appending to `bytes`, or, if `noBytes` is set,
  /// that many zeros that take no room in the file.
  struct Section {
    std::string name;
    uint32_t type;
    uint64_t flags;
    uint64_t alignment;
    std::string bytes;
    uint64_t noBytes = 0;
    /// Further contents behind `bytes` that are only copied when written.
    std::vector<llvm::ArrayRef<uint8_t>> tail = {};
  };
  /// Returns the section's index.
  uint32_t addSection(Section section);
  Section &section(uint32_t index) { return sections[index]; }

  void define(llvm::StringRef name, uint32_t section, uint64_t offset,
              uint64_t size);

  /// Makes the 4 or 8 bytes at `offset` the distance from there to `symbol`,
  /// defined here or elsewhere, plus `addend`.
  void pointTo(uint32_t section, uint64_t offset, unsigned bytes,
               llvm::StringRef symbol, int64_t addend = 0);

  /// `os` must be at its beginning.
  void write(llvm::raw_ostream &os) const;

private:
  struct Symbol {
    std::string name;
    uint32_t section; ///< As ELF counts them; 0 if not defined here.
    uint64_t offset, size;
  };
  struct Relocation {
    uint64_t offset;
    uint32_t symbol, type;
    int64_t addend;
  };

  uint32_t symbolIndex(llvm::StringRef name);
  uint32_t symbolTableIndex() const;
  void nameAll(llvm::StringTableBuilder &strings) const;
  std::vector<llvm::object::ELF64LE::Shdr>
  layOut(const llvm::StringTableBuilder &strings) const;
  void writeRelocations(llvm::raw_ostream &os) const;
  void writeSymbols(llvm::raw_ostream &os,
                    const llvm::StringTableBuilder &strings) const;

  uint16_t machine;
  std::vector<Section> sections;
  std::vector<std::vector<Relocation>> relocations; ///< One list a section.
  std::vector<Symbol> symbols;
  llvm::StringMap<uint32_t> symbolsByName;
};

} // namespace wasmc

#endif
