// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The note is rewritten where it is: the stub knows its place and its size from
// the link step, and nothing else in the file depends on what it says.

#include "compiler/link/PolicyNote.h"
#include "wrt/note.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Object/ELF.h"

using namespace llvm;

namespace wasmc {

using Elf = object::ELF64LE;
using File = object::ELFFile<Elf>;

static Error noteError(const Twine &message) {
  return createStringError(inconvertibleErrorCode(), message);
}

Expected<PolicyNote> findPolicyNote(MemoryBufferRef executable) {
  StringRef bytes = executable.getBuffer();
  if (!bytes.starts_with(ELF::ElfMagic))
    return noteError("not an ELF file");
  Expected<File> file = File::create(bytes);
  if (!file)
    return file.takeError();
  const Elf::Ehdr &header = file->getHeader();
  if (header.getFileClass() != ELF::ELFCLASS64 ||
      header.getDataEncoding() != ELF::ELFDATA2LSB)
    return noteError("not a 64-bit little-endian ELF file");
  auto segments = file->program_headers();
  if (!segments)
    return segments.takeError();
  std::vector<PolicyNote> found;
  unsigned buildNotes = 0;
  for (const Elf::Phdr &segment : *segments) {
    if (segment.p_type != ELF::PT_NOTE)
      continue;
    Error error = Error::success();
    for (const auto &note : file->notes(segment, error)) {
      if (note.getName() != wrt::noteName)
        continue;
      StringRef text = toStringRef(note.getDesc(segment.p_align));
      buildNotes += note.getType() == wrt::buildNote;
      if (note.getType() == wrt::policyNote)
        found.push_back({uint64_t(text.data() - bytes.data()), text.size(),
                         text.split('\0').first.str()});
    }
    if (error)
      return std::move(error);
  }
  if (buildNotes != 1 || found.size() != 1)
    return noteError("not made by wasmc: it has not one build note and one "
                     "policy note");
  return std::move(found.front());
}

Expected<std::string> replacePolicy(MemoryBufferRef executable,
                                    StringRef text) {
  Expected<PolicyNote> note = findPolicyNote(executable);
  if (!note)
    return note.takeError();
  if (text.size() > note->capacity)
    return noteError("the policy takes " + Twine(text.size()) +
                     " bytes, the executable has room for " +
                     Twine(note->capacity) +
                     ": compile it with these grants or a larger "
                     "--policy-room");
  std::string bytes = executable.getBuffer().str();
  auto room = bytes.begin() + ptrdiff_t(note->offset);
  std::fill(std::copy(text.begin(), text.end(), room),
            room + ptrdiff_t(note->capacity), '\0');
  return bytes;
}

} // namespace wasmc
