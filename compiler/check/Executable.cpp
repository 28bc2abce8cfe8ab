// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the kernel does with the file, and then the stub before any other code
// of it runs: map the loadable segments, add the load address to the words that
// the dynamic section lists. Nothing else of the file counts.

#include "compiler/check/Executable.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Object/ELF.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace wasmc {

using Elf = object::ELF64LE;

/// Segments that wasmc's executables have: two, and three with code apart.
static constexpr size_t mostSegments = 8;
/// All of an image lies below: more than any file, less than what overflows.
static constexpr uint64_t mostAddress = uint64_t(1) << 40;
/// The smallest page of the targets' kernels.
static constexpr uint64_t smallestPage = 4096;

static Error executableError(const Twine &message) {
  return createStringError(inconvertibleErrorCode(), message);
}

const Segment *Executable::segmentOf(uint64_t address, uint64_t size) const {
  for (const Segment &segment : segments)
    if (segment.memory.contains(address, size))
      return &segment;
  return nullptr;
}

bool Executable::isConstant(uint64_t address, uint64_t size) const {
  const Segment *segment = segmentOf(address, size);
  return segment && !segment->isWritable;
}

bool Executable::isVariable(uint64_t address, uint64_t size) const {
  const Segment *segment = segmentOf(address, size);
  return segment && segment->isWritable;
}

ArrayRef<uint8_t> Executable::bytesFrom(uint64_t address) const {
  const Segment *segment = segmentOf(address, 1);
  if (!segment || address - segment->memory.begin >= segment->bytes.size())
    return {};
  return segment->bytes.drop_front(address - segment->memory.begin);
}

std::optional<uint64_t> Executable::read(uint64_t address,
                                         unsigned size) const {
  if (!segmentOf(address, size))
    return std::nullopt;
  ArrayRef<uint8_t> bytes = bytesFrom(address).take_front(size);
  uint64_t value = 0;
  for (size_t i = bytes.size(); i-- > 0;)
    value = value << 8 | bytes[i];
  return value;
}

Expected<Executable> Executable::open(MemoryBufferRef buffer,
                                      Violations &violations) {
  StringRef bytes = buffer.getBuffer();
  if (!bytes.starts_with(ELF::ElfMagic))
    return executableError("not an ELF file");
  if (bytes.size() < sizeof(Elf::Ehdr))
    return executableError("the file is cut short in its ELF header");
  const auto &header = *reinterpret_cast<const Elf::Ehdr *>(bytes.data());
  if (header.getFileClass() != ELF::ELFCLASS64 ||
      header.getDataEncoding() != ELF::ELFDATA2LSB)
    return executableError("not a 64-bit little-endian ELF file");
  Executable result;
  if (header.e_machine == ELF::EM_X86_64)
    result.arch = Triple::x86_64;
  else if (header.e_machine == ELF::EM_AARCH64)
    result.arch = Triple::aarch64;
  else
    return executableError("for no target of wasmc: machine " +
                           Twine(header.e_machine));
  if (header.e_type != ELF::ET_DYN)
    return executableError("not a position-independent executable");
  result.entry = header.e_entry;
  if (Error error = result.readSegments(bytes, violations))
    return std::move(error);
  result.checkSegments(violations);
  return result;
}

Error Executable::readSegments(StringRef file, Violations &violations) {
  Expected<object::ELFFile<Elf>> elf = object::ELFFile<Elf>::create(file);
  if (!elf)
    return elf.takeError();
  auto headers = elf->program_headers();
  if (!headers)
    return headers.takeError();
  uint64_t dynamicSize = 0;
  for (const Elf::Phdr &header : *headers) {
    if (header.p_type == ELF::PT_INTERP)
      violations.add("names an interpreter", header.p_vaddr);
    if (header.p_type == ELF::PT_GNU_STACK && header.p_flags & ELF::PF_X)
      violations.add("asks for an executable stack", 0);
    if (header.p_type == ELF::PT_TLS)
      violations.add("has thread-local data", header.p_vaddr);
    if (header.p_type == ELF::PT_GNU_EH_FRAME)
      unwindTable = header.p_vaddr;
    if (header.p_type == ELF::PT_DYNAMIC) {
      if (dynamic)
        violations.add("has two dynamic sections", header.p_vaddr);
      dynamic = header.p_vaddr;
      dynamicSize = header.p_memsz;
    }
    if (header.p_type != ELF::PT_LOAD || header.p_memsz == 0)
      continue;
    if (header.p_vaddr >= mostAddress || header.p_memsz >= mostAddress ||
        header.p_filesz > header.p_memsz || header.p_offset > file.size() ||
        header.p_filesz > file.size() - header.p_offset)
      return executableError("a segment is not within the file");
    if (segments.size() == mostSegments)
      return executableError("more than " + Twine(mostSegments) + " segments");
    if (header.p_align < smallestPage || !isPowerOf2_64(header.p_align) ||
        header.p_align > mostAddress ||
        (header.p_vaddr - header.p_offset) % header.p_align)
      return executableError("a segment is not aligned to pages");
    Segment segment;
    segment.memory = {header.p_vaddr, header.p_vaddr + header.p_memsz};
    StringRef contents = file.substr(header.p_offset, header.p_filesz);
    segment.bytes = {contents.bytes_begin(), contents.size()};
    segment.isWritable = header.p_flags & ELF::PF_W;
    segment.isExecutable = header.p_flags & ELF::PF_X;
    if (segment.isWritable && segment.isExecutable)
      violations.add("a segment is both writable and executable",
                     header.p_vaddr);
    // What the kernel maps is whole pages, which only on AArch64 may be larger
    // than the smallest.
    uint64_t page = arch == Triple::x86_64 ? smallestPage : header.p_align;
    AddressRange pages = {alignDown(segment.memory.begin, page),
                          alignTo(segment.memory.end, page)};
    for (const Segment &other : segments)
      if (other.memory.overlaps(pages))
        violations.add("two segments share a page", header.p_vaddr);
    segments.push_back(segment);
  }
  readDynamic(dynamicSize, violations);
  return Error::success();
}

void Executable::checkSegments(Violations &violations) const {
  const Segment *code = segmentOf(entry, 1);
  if (!code || !code->isExecutable)
    violations.add("the entry point is not in executable memory", entry);
  // The stub finds the image by its header.
  if (!isConstant(0, sizeof(Elf::Ehdr)))
    violations.add("the ELF header is not mapped at the image's start", 0);
}

void Executable::readDynamic(uint64_t size, Violations &violations) {
  if (!dynamic)
    return violations.add("has no dynamic section", 0);
  uint64_t rela = 0, relaSize = 0, relr = 0, relrSize = 0;
  uint64_t at = dynamic;
  for (;; at += sizeof(Elf::Dyn)) {
    std::optional<uint64_t> tag = read(at, 8), value = read(at + 8, 8);
    if (at - dynamic >= size || !tag || !value)
      return violations.add("the dynamic section has no end", dynamic);
    if (relocated.contains(at))
      violations.add("the dynamic section is relocated", at);
    if (*tag == ELF::DT_NULL)
      break;
    if (*tag == ELF::DT_NEEDED)
      violations.add("needs a shared library", at);
    if (*tag == ELF::DT_TEXTREL || *tag == ELF::DT_JMPREL ||
        *tag == ELF::DT_REL)
      violations.add("has relocations that the stub does not apply", at);
    if (*tag == ELF::DT_RELA)
      rela = *value;
    else if (*tag == ELF::DT_RELASZ)
      relaSize = *value;
    else if (*tag == ELF::DT_RELR)
      relr = *value;
    else if (*tag == ELF::DT_RELRSZ)
      relrSize = *value;
  }
  AddressRange section = {dynamic, at + sizeof(Elf::Dyn)};
  readRela(rela, relaSize, violations);
  readRelr(relr, relrSize, violations);
  for (const auto &[address, target] : relocated)
    if (section.overlaps({address, address + 8}))
      violations.add("the dynamic section is relocated", address);
}

/// Returns whether to go on: after the first that is wrong there is no point.
bool Executable::addRelocation(uint64_t address, uint64_t target,
                               Violations &violations) {
  const Segment *segment = segmentOf(address, 8);
  if (!segment || !segment->isWritable ||
      address + 8 - segment->memory.begin > segment->bytes.size()) {
    violations.add("a relocation is outside initialised data", address);
    return false;
  }
  if (!relocated.try_emplace(address, target).second) {
    violations.add("a word is relocated twice", address);
    return false;
  }
  return true;
}

void Executable::readRela(uint64_t table, uint64_t size,
                          Violations &violations) {
  if (size && !isConstant(table, size))
    return violations.add("the relocations are not in constant memory", table);
  for (uint64_t at = table; at - table < size; at += sizeof(Elf::Rela)) {
    std::optional<uint64_t> offset = read(at, 8), addend = read(at + 16, 8);
    if (!offset || !addend)
      return violations.add("the relocations are cut short", at);
    if (!addRelocation(*offset, *addend, violations))
      return;
  }
}

void Executable::readRelr(uint64_t table, uint64_t size,
                          Violations &violations) {
  if (size && !isConstant(table, size))
    return violations.add("the relocations are not in constant memory", table);
  uint64_t where = 0;
  auto relocate = [&](uint64_t address) {
    return addRelocation(address, read(address, 8).value_or(0), violations);
  };
  for (uint64_t at = table; at - table < size; at += 8) {
    uint64_t word = read(at, 8).value_or(0);
    if (!(word & 1)) {
      if (!relocate(word))
        return;
      where = word + 8;
      continue;
    }
    for (uint64_t i = 0, bits = word >> 1; bits; ++i, bits >>= 1)
      if (bits & 1 && !relocate(where + i * 8))
        return;
    where += 63 * 8;
  }
}

} // namespace wasmc
