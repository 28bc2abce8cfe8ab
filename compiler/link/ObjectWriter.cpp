// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Order in the file: ELF header, the sections' contents, their relocations,
// symbol table, string table, section headers.

#include "compiler/link/ObjectWriter.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Object/ELFTypes.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace wasmc {

using Elf = object::ELF64LE;

uint32_t ObjectWriter::addSection(Section section) {
  sections.push_back(std::move(section));
  relocations.emplace_back();
  return uint32_t(sections.size() - 1);
}

uint32_t ObjectWriter::symbolIndex(StringRef name) {
  auto [entry, isNew] = symbolsByName.try_emplace(name, symbols.size());
  if (isNew)
    symbols.push_back({name.str(), 0, 0, 0});
  return entry->second;
}

void ObjectWriter::define(StringRef name, uint32_t section, uint64_t offset,
                          uint64_t size) {
  Symbol &symbol = symbols[symbolIndex(name)];
  symbol.section = section + 1;
  symbol.offset = offset;
  symbol.size = size;
}

void ObjectWriter::pointTo(uint32_t section, uint64_t offset, unsigned bytes,
                           StringRef symbol, int64_t addend) {
  assert(bytes == 4 || bytes == 8);
  uint32_t type;
  if (machine == ELF::EM_AARCH64)
    type = bytes == 4 ? ELF::R_AARCH64_PREL32 : ELF::R_AARCH64_PREL64;
  else
    type = bytes == 4 ? ELF::R_X86_64_PC32 : ELF::R_X86_64_PC64;
  relocations[section].push_back({offset, symbolIndex(symbol), type, addend});
}

uint32_t ObjectWriter::symbolTableIndex() const {
  auto relocated = llvm::count_if(
      relocations, [](const auto &list) { return !list.empty(); });
  return uint32_t(1 + sections.size() + size_t(relocated));
}

void ObjectWriter::nameAll(StringTableBuilder &strings) const {
  for (StringRef name : {".symtab", ".strtab", ".rela"})
    strings.add(name);
  for (const Section &section : sections)
    strings.add(section.name);
  for (const Symbol &symbol : symbols)
    strings.add(symbol.name);
  strings.finalizeInOrder();
}

static Elf::Shdr sectionHeader(size_t name, uint32_t type, uint64_t size,
                               uint64_t alignment) {
  Elf::Shdr header = {};
  header.sh_name = uint32_t(name);
  header.sh_type = type;
  header.sh_size = size;
  header.sh_addralign = alignment;
  return header;
}

static uint64_t sizeOf(const ObjectWriter::Section &section) {
  uint64_t size = section.bytes.size() + section.noBytes;
  for (ArrayRef<uint8_t> piece : section.tail)
    size += piece.size();
  return size;
}

/// The section headers, with the offsets at which write() puts the contents.
std::vector<Elf::Shdr>
ObjectWriter::layOut(const StringTableBuilder &strings) const {
  std::vector<Elf::Shdr> headers(1);
  uint64_t end = sizeof(Elf::Ehdr);
  auto place = [&](Elf::Shdr header) {
    if (header.sh_type != ELF::SHT_NOBITS)
      end = alignTo(end, header.sh_addralign);
    header.sh_offset = end;
    if (header.sh_type != ELF::SHT_NOBITS)
      end += header.sh_size;
    headers.push_back(header);
  };
  for (const Section &section : sections) {
    Elf::Shdr header =
        sectionHeader(strings.getOffset(section.name), section.type,
                      sizeOf(section), section.alignment);
    header.sh_flags = section.flags;
    place(header);
  }
  for (size_t i = 0; i < sections.size(); ++i) {
    if (relocations[i].empty())
      continue;
    Elf::Shdr header =
        sectionHeader(strings.getOffset(".rela"), ELF::SHT_RELA,
                      relocations[i].size() * sizeof(Elf::Rela), 8);
    header.sh_flags = ELF::SHF_INFO_LINK;
    header.sh_entsize = sizeof(Elf::Rela);
    header.sh_link = symbolTableIndex();
    header.sh_info = uint32_t(i + 1);
    place(header);
  }
  Elf::Shdr table = sectionHeader(strings.getOffset(".symtab"), ELF::SHT_SYMTAB,
                                  (symbols.size() + 1) * sizeof(Elf::Sym), 8);
  table.sh_entsize = sizeof(Elf::Sym);
  table.sh_link = symbolTableIndex() + 1;
  table.sh_info = 1; // No local symbols but the null one.
  place(table);
  place(sectionHeader(strings.getOffset(".strtab"), ELF::SHT_STRTAB,
                      strings.getSize(), 1));
  return headers;
}

template <typename T> static void put(raw_ostream &os, const T &value) {
  os.write(reinterpret_cast<const char *>(&value), sizeof(T));
}

static void alignOutput(raw_ostream &os, uint64_t alignment) {
  os.write_zeros(unsigned(offsetToAlignment(os.tell(), Align(alignment))));
}

void ObjectWriter::writeRelocations(raw_ostream &os) const {
  for (const auto &list : relocations) {
    if (!list.empty())
      alignOutput(os, 8);
    for (const Relocation &relocation : list) {
      Elf::Rela entry = {};
      entry.r_offset = relocation.offset;
      entry.setSymbolAndType(relocation.symbol + 1, relocation.type, false);
      entry.r_addend = relocation.addend;
      put(os, entry);
    }
  }
}

void ObjectWriter::writeSymbols(raw_ostream &os,
                                const StringTableBuilder &strings) const {
  alignOutput(os, 8);
  put(os, Elf::Sym{});
  for (const Symbol &symbol : symbols) {
    Elf::Sym entry = {};
    entry.st_name = uint32_t(strings.getOffset(symbol.name));
    entry.setBindingAndType(ELF::STB_GLOBAL,
                            symbol.section ? ELF::STT_OBJECT : ELF::STT_NOTYPE);
    entry.setVisibility(ELF::STV_HIDDEN);
    entry.st_shndx = uint16_t(symbol.section);
    entry.st_value = symbol.offset;
    entry.st_size = symbol.size;
    put(os, entry);
  }
}

void ObjectWriter::write(raw_ostream &os) const {
  assert(os.tell() == 0);
  StringTableBuilder strings(StringTableBuilder::ELF);
  nameAll(strings);
  std::vector<Elf::Shdr> headers = layOut(strings);

  Elf::Ehdr file = {};
  memcpy(file.e_ident, ELF::ElfMagic, 4);
  file.e_ident[ELF::EI_CLASS] = ELF::ELFCLASS64;
  file.e_ident[ELF::EI_DATA] = ELF::ELFDATA2LSB;
  file.e_ident[ELF::EI_VERSION] = ELF::EV_CURRENT;
  file.e_type = ELF::ET_REL;
  file.e_machine = machine;
  file.e_version = ELF::EV_CURRENT;
  const Elf::Shdr &last = headers.back();
  file.e_shoff = alignTo(last.sh_offset + last.sh_size, 8);
  file.e_ehsize = sizeof(Elf::Ehdr);
  file.e_shentsize = sizeof(Elf::Shdr);
  file.e_shnum = uint16_t(headers.size());
  file.e_shstrndx = uint16_t(headers.size() - 1);
  put(os, file);

  for (const Section &section : sections) {
    if (section.type != ELF::SHT_NOBITS)
      alignOutput(os, section.alignment);
    os << section.bytes;
    for (ArrayRef<uint8_t> piece : section.tail)
      os.write(reinterpret_cast<const char *>(piece.data()), piece.size());
    if (section.type != ELF::SHT_NOBITS)
      os.write_zeros(unsigned(section.noBytes));
  }
  writeRelocations(os);
  writeSymbols(os, strings);
  strings.write(os);
  alignOutput(os, 8);
  for (const Elf::Shdr &header : headers)
    put(os, header);
}

} // namespace wasmc
