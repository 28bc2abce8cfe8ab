// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/check/StubObjects.h"
#include "llvm/Object/Archive.h"
#include "llvm/Object/ELFObjectFile.h"

using namespace llvm;

namespace wasmc {

using Elf = object::ELF64LE;
using File = object::ELFFile<Elf>;

namespace {

/// One object of the archive on its way into the lists.
class ObjectReader {
public:
  ObjectReader(const File &file, StubObjects &into)
      : file(file), into(into), first(uint32_t(into.sections.size())) {}

  Error read();

private:
  Error addSection(const Elf::Shdr &header);
  Error addSymbols(const Elf::Shdr &table);
  Error addRelocations(const Elf::Shdr &header);
  StubTarget definitionOf(const Elf::Sym &symbol) const;
  StubTarget targetOf(const Elf::Sym &symbol, StringRef name) const;

  const File &file;
  StubObjects &into;
  uint32_t first; ///< Section n of the file is first + n of the lists.
  std::vector<StubTarget> targets; ///< By symbol.
  std::vector<bool> isSectionSymbol;
};

Error ObjectReader::read() {
  auto headers = file.sections();
  if (!headers)
    return headers.takeError();
  for (const Elf::Shdr &header : *headers)
    if (Error error = addSection(header))
      return error;
  for (const Elf::Shdr &header : *headers)
    if (header.sh_type == ELF::SHT_SYMTAB)
      if (Error error = addSymbols(header))
        return error;
  for (const Elf::Shdr &header : *headers)
    if (header.sh_type == ELF::SHT_RELA)
      if (Error error = addRelocations(header))
        return error;
  return Error::success();
}

Error ObjectReader::addSection(const Elf::Shdr &header) {
  StubSection section;
  Expected<StringRef> name = file.getSectionName(header);
  if (!name)
    return name.takeError();
  section.name = *name;
  section.size = header.sh_size;
  section.isCode = header.sh_flags & ELF::SHF_EXECINSTR;
  section.isWritable = header.sh_flags & ELF::SHF_WRITE;
  section.isStrings = header.sh_flags & ELF::SHF_STRINGS;
  if (header.sh_flags & ELF::SHF_MERGE)
    section.pieceSize = header.sh_entsize;
  if (header.sh_type != ELF::SHT_NOBITS) {
    auto bytes = file.getSectionContents(header);
    if (!bytes)
      return bytes.takeError();
    section.bytes = *bytes;
  }
  into.sections.push_back(std::move(section));
  return Error::success();
}

StubTarget ObjectReader::definitionOf(const Elf::Sym &symbol) const {
  return {first + symbol.st_shndx, symbol.st_value, ""};
}

StubTarget ObjectReader::targetOf(const Elf::Sym &symbol,
                                  StringRef name) const {
  // A global symbol is the archive's first definition of it, as for lld.
  if (symbol.getBinding() != ELF::STB_LOCAL) {
    auto known = into.symbols.find(name);
    if (known != into.symbols.end())
      return known->second;
  }
  if (symbol.st_shndx == ELF::SHN_UNDEF)
    return {StubTarget::external, 0, name};
  return definitionOf(symbol);
}

Error ObjectReader::addSymbols(const Elf::Shdr &table) {
  auto symbols = file.symbols(&table);
  if (!symbols)
    return symbols.takeError();
  Expected<StringRef> strings = file.getStringTableForSymtab(table);
  if (!strings)
    return strings.takeError();
  for (const Elf::Sym &symbol : *symbols) {
    Expected<StringRef> name = symbol.getName(*strings);
    if (!name)
      return name.takeError();
    targets.push_back(targetOf(symbol, *name));
    isSectionSymbol.push_back(symbol.getType() == ELF::STT_SECTION);
    if (symbol.getBinding() == ELF::STB_LOCAL ||
        symbol.st_shndx == ELF::SHN_UNDEF)
      continue;
    auto [known, isNew] = into.symbols.try_emplace(*name, targets.back());
    if (!isNew)
      into.others.try_emplace(known->second.section, definitionOf(symbol));
  }
  return Error::success();
}

Error ObjectReader::addRelocations(const Elf::Shdr &header) {
  auto entries = file.relas(header);
  if (!entries)
    return entries.takeError();
  StubSection &section = into.sections[first + header.sh_info];
  for (const Elf::Rela &entry : *entries) {
    uint32_t symbol = entry.getSymbol(/*isMips64EL=*/false);
    if (symbol >= targets.size())
      return createStringError(inconvertibleErrorCode(),
                               "the stub names a symbol that it does not have");
    StubRelocation relocation = {entry.r_offset, entry.getType(false),
                                 entry.r_addend, targets[symbol]};
    // In what is merged piece by piece, the piece is the symbol's unless the
    // symbol is the whole section: then the addend chooses it.
    bool isMerged = relocation.target.section != StubTarget::external &&
                    into.sections[relocation.target.section].pieceSize;
    if (isMerged && isSectionSymbol[symbol] &&
        file.getHeader().e_machine == ELF::EM_AARCH64) {
      relocation.target.offset += uint64_t(relocation.addend);
      relocation.addend = 0;
    }
    section.relocations.push_back(relocation);
  }
  return Error::success();
}

} // namespace

Expected<StubObjects> StubObjects::read(StringRef bytes) {
  Expected<std::unique_ptr<object::Archive>> archive =
      object::Archive::create(MemoryBufferRef(bytes, "stub"));
  if (!archive)
    return archive.takeError();
  StubObjects result;
  Error error = Error::success();
  for (const object::Archive::Child &child : (*archive)->children(error)) {
    Expected<StringRef> member = child.getBuffer();
    if (!member) {
      consumeError(std::move(error));
      return member.takeError();
    }
    Expected<File> file = File::create(*member);
    Error failure =
        file ? ObjectReader(*file, result).read() : file.takeError();
    if (failure) {
      consumeError(std::move(error));
      return std::move(failure);
    }
  }
  if (error)
    return std::move(error);
  // Symbols that a later object defines.
  for (StubSection &section : result.sections)
    for (StubRelocation &relocation : section.relocations)
      if (relocation.target.section == StubTarget::external) {
        auto found = result.symbols.find(relocation.target.symbol);
        if (found != result.symbols.end())
          relocation.target = found->second;
      }
  return result;
}

} // namespace wasmc
