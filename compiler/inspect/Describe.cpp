// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The file may be anybody's: all reading goes through LLVM's checked accessors.

#include "compiler/inspect/Describe.h"
#include "wrt/note.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Object/ELF.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Unicode.h"

using namespace llvm;

namespace wasmc {

using Elf = object::ELF64LE;
using File = object::ELFFile<Elf>;

static Error describeError(const Twine &message) {
  return createStringError(inconvertibleErrorCode(), message);
}

/// What a terminal would act on, and what is no text, becomes a question mark.
static std::string printable(StringRef value) {
  std::string text;
  const auto *at = reinterpret_cast<const UTF8 *>(value.data());
  const UTF8 *end = at + value.size();
  while (at < end) {
    const UTF8 *start = at;
    UTF32 c;
    bool isShown =
        convertUTF8Sequence(&at, end, &c, strictConversion) == conversionOK &&
        sys::unicode::isPrintable(int(c));
    at = std::max(at, start + 1);
    if (isShown)
      text.append(start, at);
    else
      text += '?';
  }
  return text;
}

/// Undoes the notes' %XX.
static std::string readable(StringRef value) {
  std::string text;
  for (size_t i = 0; i < value.size(); ++i) {
    char c = value[i];
    uint8_t byte;
    if (c == '%' && i + 2 < value.size() &&
        !value.substr(i + 1, 2).getAsInteger(16, byte)) {
      c = char(byte);
      i += 2;
    }
    text += c;
  }
  return printable(text);
}

static SmallVector<StringRef> linesOf(ArrayRef<uint8_t> note) {
  StringRef text = toStringRef(note).split('\0').first;
  SmallVector<StringRef> lines;
  text.split(lines, '\n', -1, /*KeepEmpty=*/false);
  return lines;
}

static void readBuildNote(Description &description, ArrayRef<uint8_t> note) {
  for (StringRef line : linesOf(note)) {
    auto [key, value] = line.split(' ');
    if (key == "target")
      description.target = readable(value);
    else if (key == "cpu")
      description.cpu = readable(value);
    else if (key == "opt")
      description.level = readable(value);
    else if (key == "memory")
      description.memory = readable(value);
    else if (key == "wasmc")
      description.compiler = readable(value);
    else if (key == "wasm-digest")
      description.digest = readable(value);
    else if (key == "wasm-size")
      value.getAsInteger(10, description.wasmSize);
    else if (key == "import")
      description.imports.emplace_back(readable(value.split(' ').first),
                                       readable(value.split(' ').second));
    else if (key == "syscall") {
      auto [when, call] = value.split(' ');
      auto [name, rule] = call.split(' ');
      description.systemCalls.push_back(
          {readable(when), readable(name), readable(rule)});
    }
  }
}

/// Reads both notes; they are found by segment, as wpack and the kernel's own
/// tools find them, so a file without section headers will do.
static Error readNotes(Description &description, const File &file,
                       Elf::PhdrRange headers) {
  for (const Elf::Phdr &header : headers) {
    if (header.p_type == ELF::PT_INTERP)
      description.hasInterpreter = true;
    if (header.p_type != ELF::PT_NOTE)
      continue;
    Error error = Error::success();
    for (const auto &note : file.notes(header, error)) {
      if (note.getName() != wrt::noteName)
        continue;
      ArrayRef<uint8_t> contents = note.getDesc(header.p_align);
      if (note.getType() == wrt::buildNote)
        readBuildNote(description, contents);
      else if (note.getType() == wrt::policyNote)
        for (StringRef line : linesOf(contents))
          description.policy.push_back(readable(line));
    }
    if (error)
      return error;
  }
  return Error::success();
}

/// What the process may do with a section: what its segment says, as several
/// kinds of section can share one.
static std::string accessTo(const Elf::Shdr &section, Elf::PhdrRange headers) {
  uint32_t flags = 0;
  for (const Elf::Phdr &header : headers)
    if (header.p_type == ELF::PT_LOAD && section.sh_addr >= header.p_vaddr &&
        section.sh_addr - header.p_vaddr < header.p_memsz)
      flags |= header.p_flags;
  std::string access = "---";
  if (flags & ELF::PF_R)
    access[0] = 'r';
  if (flags & ELF::PF_W)
    access[1] = 'w';
  if (flags & ELF::PF_X)
    access[2] = 'x';
  return access;
}

static Error readSections(Description &description, const File &file,
                          Elf::PhdrRange headers) {
  auto sections = file.sections();
  if (!sections)
    return sections.takeError();
  for (const Elf::Shdr &section : *sections) {
    if (section.sh_type == ELF::SHT_SYMTAB)
      description.hasSymbols = true;
    if (section.sh_type == ELF::SHT_RELR &&
        section.sh_size <= file.getBufSize())
      if (auto entries = file.relrs(section))
        description.relocations += file.decode_relrs(*entries).size();
      else
        consumeError(entries.takeError());
    else if (section.sh_type == ELF::SHT_RELA &&
             (section.sh_flags & ELF::SHF_ALLOC))
      description.relocations += section.sh_size / sizeof(Elf::Rela);
    if (!(section.sh_flags & ELF::SHF_ALLOC) || section.sh_size == 0)
      continue;
    Expected<StringRef> name = file.getSectionName(section);
    if (!name)
      return name.takeError();
    bool isInFile = section.sh_type != ELF::SHT_NOBITS;
    description.sections.push_back(
        {readable(*name), isInFile ? uint64_t(section.sh_size) : 0,
         section.sh_size, accessTo(section, headers)});
  }
  return Error::success();
}

Expected<Description> describe(MemoryBufferRef buffer) {
  if (!buffer.getBuffer().starts_with(ELF::ElfMagic))
    return describeError("not an ELF file");
  Expected<File> file = File::create(buffer.getBuffer());
  if (!file)
    return file.takeError();
  const Elf::Ehdr &header = file->getHeader();
  if (header.getFileClass() != ELF::ELFCLASS64 ||
      header.getDataEncoding() != ELF::ELFDATA2LSB)
    return describeError("not a 64-bit little-endian ELF file");
  Description description;
  description.fileSize = buffer.getBufferSize();
  auto segments = file->program_headers();
  if (!segments)
    return segments.takeError();
  if (Error error = readNotes(description, *file, *segments))
    return std::move(error);
  if (description.target.empty())
    return describeError("not made by wasmc: it has no build note");
  if (Error error = readSections(description, *file, *segments))
    return std::move(error);
  return description;
}

static void printSystemCalls(raw_ostream &os,
                             ArrayRef<Description::SystemCall> calls) {
  os << "system calls once locked down\n";
  for (const Description::SystemCall &call : calls) {
    std::string note = call.rule;
    if (call.when != "always")
      note += (note.empty() ? "" : "; ") + call.when + " granted";
    if (note.empty())
      os << "  " << call.name << '\n';
    else
      os << "  " << left_justify(call.name, 14) << ' ' << note << '\n';
  }
}

void printText(raw_ostream &os, const Description &description) {
  auto line = [&](StringRef key, const Twine &value) {
    os << left_justify(key, 12) << value << '\n';
  };
  line("target", description.target);
  line("cpu", description.cpu);
  line("optimised", "-" + description.level);
  line("memory", description.memory);
  line("compiler", "wasmc " + description.compiler);
  line("wasm",
       description.digest + ", " + Twine(description.wasmSize) + " bytes");
  line("file",
       Twine(description.fileSize) + " bytes" +
           (description.hasSymbols ? "" : ", stripped") +
           (description.hasInterpreter ? ", needs an interpreter" : ""));
  line("relocations", Twine(description.relocations));
  os << "imports\n";
  for (const auto &[module, name] : description.imports)
    os << "  " << module << ' ' << name << '\n';
  printSystemCalls(os, description.systemCalls);
  os << "policy\n";
  if (description.policy.empty())
    os << "  (nothing but arguments and standard streams)\n";
  for (const std::string &grant : description.policy)
    os << "  " << grant << '\n';
  os << "sections                  in file   in memory\n";
  for (const Description::Section &section : description.sections)
    os << "  " << left_justify(section.name, 20)
       << format("%11" PRIu64 " %11" PRIu64 "  ", section.fileSize,
                 section.memorySize)
       << section.access << '\n';
}

void printJson(raw_ostream &os, const Description &description) {
  json::OStream out(os, /*IndentSize=*/2);
  out.object([&] {
    out.attribute("target", description.target);
    out.attribute("cpu", description.cpu);
    out.attribute("opt", description.level);
    out.attribute("memory", description.memory);
    out.attribute("wasmc", description.compiler);
    out.attribute("wasmDigest", description.digest);
    out.attribute("wasmSize", int64_t(description.wasmSize));
    out.attribute("fileSize", int64_t(description.fileSize));
    out.attribute("stripped", !description.hasSymbols);
    out.attribute("interpreter", description.hasInterpreter);
    out.attribute("relocations", int64_t(description.relocations));
    out.attributeArray("imports", [&] {
      for (const auto &[module, name] : description.imports)
        out.value(json::Object{{"module", module}, {"name", name}});
    });
    out.attributeArray("systemCalls", [&] {
      for (const auto &[when, name, rule] : description.systemCalls)
        out.value(json::Object{{"name", name}, {"rule", rule}, {"when", when}});
    });
    out.attribute("policy", json::Array(description.policy));
    out.attributeArray("sections", [&] {
      for (const Description::Section &section : description.sections)
        out.value(json::Object{{"name", section.name},
                               {"fileSize", int64_t(section.fileSize)},
                               {"memorySize", int64_t(section.memorySize)},
                               {"access", section.access}});
    });
  });
  os << '\n';
}

} // namespace wasmc
