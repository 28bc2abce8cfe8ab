// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A reader of ELF notes for files that may have been made to harm: every offset
// and size is compared with what is left before it is used, in 64 bits and by
// subtraction, so that no sum can wrap.

#include "packager/image/PolicyNote.h"
#include "runtime-stub/include/wrt/note.h"
#include <charconv>
#include <cstring>
#include <elf.h>
#include <optional>

namespace wpack {

namespace {

/// The `length` bytes at `offset`, or nothing.
std::optional<std::string_view> slice(std::string_view bytes, uint64_t offset,
                                      uint64_t length) {
  if (offset > bytes.size() || length > bytes.size() - offset)
    return std::nullopt;
  return bytes.substr(offset, length);
}

/// A structure at `offset`, copied out because nothing promises alignment.
template <typename T>
std::optional<T> readAt(std::string_view bytes, uint64_t offset) {
  std::optional<std::string_view> raw = slice(bytes, offset, sizeof(T));
  if (!raw)
    return std::nullopt;
  T value;
  std::memcpy(&value, raw->data(), sizeof(T));
  return value;
}

uint64_t alignUp(uint64_t size) { return (size + 3) & ~uint64_t(3); }

/// The descriptor of our note of `type` in a note segment or section.
std::optional<std::string_view> findInNotes(std::string_view notes,
                                            uint32_t type) {
  constexpr std::string_view name(wrt::noteName, sizeof wrt::noteName);
  uint64_t offset = 0;
  while (std::optional<Elf64_Nhdr> note = readAt<Elf64_Nhdr>(notes, offset)) {
    uint64_t nameAt = offset + sizeof(Elf64_Nhdr);
    uint64_t textAt = nameAt + alignUp(note->n_namesz);
    std::optional<std::string_view> owner =
        slice(notes, nameAt, note->n_namesz);
    std::optional<std::string_view> text = slice(notes, textAt, note->n_descsz);
    if (!owner || !text)
      return std::nullopt;
    if (*owner == name && note->n_type == type)
      return text;
    offset = textAt + alignUp(note->n_descsz);
  }
  return std::nullopt;
}

Expected<std::optional<std::string_view>> findNote(std::string_view elf,
                                                   uint32_t type) {
  std::optional<Elf64_Ehdr> header = readAt<Elf64_Ehdr>(elf, 0);
  if (!header || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0)
    return fail("not an ELF file");
  if (header->e_ident[EI_CLASS] != ELFCLASS64 ||
      header->e_ident[EI_DATA] != ELFDATA2LSB)
    return fail("not a 64-bit little-endian ELF file");
  for (uint64_t i = 0; i < header->e_phnum; ++i) {
    auto segment =
        header->e_phoff > elf.size()
            ? std::nullopt
            : readAt<Elf64_Phdr>(elf, header->e_phoff + i * sizeof(Elf64_Phdr));
    if (!segment)
      return fail("ELF program headers reach beyond the end of the file");
    if (segment->p_type != PT_NOTE)
      continue;
    std::optional<std::string_view> notes =
        slice(elf, segment->p_offset, segment->p_filesz);
    if (!notes)
      return fail("an ELF note segment reaches beyond the end of the file");
    if (std::optional<std::string_view> text = findInNotes(*notes, type))
      return text;
  }
  return std::nullopt;
}

/// Undoes %XX; a '%' without two digits stays.
std::string unescape(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16)
                .ptr == text.data() + i + 3) {
      plain += char(value);
      i += 2;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

/// The lines of a descriptor up to its padding.
std::vector<std::string_view> linesOf(std::string_view text) {
  text = text.substr(0, text.find('\0'));
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    size_t end = text.find('\n');
    if (end != 0)
      lines.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? "" : text.substr(end + 1);
  }
  return lines;
}

/// Control characters of a hostile file must not reach the terminal.
std::string printable(std::string text) {
  for (char &c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      c = '?';
  return text;
}

} // namespace

Expected<BuildNote> readBuildNote(std::string_view elf) {
  Expected<std::optional<std::string_view>> note =
      findNote(elf, wrt::buildNote);
  if (!note)
    return std::unexpected(note.error());
  if (!*note)
    return fail("ELF file without a build note; it was not made by wasmc");
  std::string target, cpu, opt, compiler, digestText, sizeText;
  std::vector<std::string> imports;
  for (std::string_view line : linesOf(**note)) {
    size_t space = line.find(' ');
    std::string_view key = line.substr(0, space);
    std::string value = space == std::string_view::npos
                            ? ""
                            : printable(unescape(line.substr(space + 1)));
    if (key == "import") {
      imports.push_back(std::move(value));
      continue;
    }
    std::string *field = key == "target"        ? &target
                         : key == "cpu"         ? &cpu
                         : key == "opt"         ? &opt
                         : key == "wasmc"       ? &compiler
                         : key == "wasm-digest" ? &digestText
                         : key == "wasm-size"   ? &sizeText
                                                : nullptr;
    if (!field)
      continue; // A later version may say more.
    if (!field->empty())
      return fail("build note: '", key, "' appears twice");
    *field = std::move(value);
  }
  Expected<Digest> digest = Digest::parse(digestText);
  if (!digest)
    return inContext("build note: wasm-digest", digest.error());
  int64_t size = -1;
  std::from_chars(sizeText.data(), sizeText.data() + sizeText.size(), size);
  if (target.empty() || size < 0)
    return fail("build note: 'target' or 'wasm-size' is missing");
  return BuildNote{
      target, cpu, opt, compiler, *digest, size, std::move(imports)};
}

Expected<std::vector<std::string>> readPolicy(std::string_view elf) {
  Expected<std::optional<std::string_view>> note =
      findNote(elf, wrt::policyNote);
  if (!note)
    return std::unexpected(note.error());
  std::vector<std::string> lines;
  if (*note)
    for (std::string_view line : linesOf(**note))
      lines.push_back(printable(std::string(line)));
  return lines;
}

std::string escapeNotePart(std::string_view text) {
  std::string escaped;
  for (char c : text) {
    if (c == '%' || c == '\n' || c == '\0' || c == ' ')
      escaped += concat("%", toHex({&c, 1}));
    else
      escaped += c;
  }
  return escaped;
}

} // namespace wpack
