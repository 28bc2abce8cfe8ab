// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// While linking, functions need names that tell parts what is meant; a module's
// own names may be anything, also the same twice. So they come into the symbol
// table afterwards: the table of strings, which the linker puts last, is made
// anew.

#include "compiler/link/SymbolNames.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Object/ELFTypes.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/Unicode.h"

using namespace llvm;

namespace wasmc {

using Ehdr = object::ELF64LE::Ehdr;
using Shdr = object::ELF64LE::Shdr;
using Sym = object::ELF64LE::Sym;

std::string printableName(StringRef name) {
  std::string text;
  const auto *at = reinterpret_cast<const UTF8 *>(name.data());
  const UTF8 *end = at + name.size();
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

/// `wasm.f7` becomes what the module calls function 7; `wasm.f7.x`, a clone of
/// it, that and the rest.
static std::string moduleName(StringRef symbol, ArrayRef<StringRef> names) {
  StringRef rest = symbol;
  uint32_t index;
  if (!rest.consume_front("wasm.f") || rest.consumeInteger(10, index) ||
      !(rest.empty() || rest.front() == '.') || index >= names.size() ||
      names[index].empty())
    return symbol.str();
  return printableName(names[index]) + rest.str();
}

Expected<std::unique_ptr<MemoryBuffer>>
nameSymbols(std::unique_ptr<MemoryBuffer> executable,
            ArrayRef<StringRef> names) {
  StringRef whole = executable->getBuffer();
  SmallVector<char, 0> bytes(whole.begin(), whole.end());
  auto *header = reinterpret_cast<Ehdr *>(bytes.data());
  MutableArrayRef<Shdr> sections(
      reinterpret_cast<Shdr *>(bytes.data() + header->e_shoff),
      header->e_shnum);
  auto *table = llvm::find_if(
      sections, [](const Shdr &s) { return s.sh_type == ELF::SHT_SYMTAB; });
  if (table == sections.end() || names.empty())
    return std::move(executable);
  Shdr &strings = sections[table->sh_link];
  uint64_t start = strings.sh_offset;
  if (llvm::any_of(sections, [&](const Shdr &s) {
        return s.sh_type != ELF::SHT_NOBITS && s.sh_offset > start;
      }))
    return createStringError(inconvertibleErrorCode(),
                             "linking: the table of strings is not the last "
                             "section; --strip leaves it out");

  std::string text(1, '\0');
  const char *old = executable->getBufferStart() + start;
  for (Sym &symbol :
       MutableArrayRef(reinterpret_cast<Sym *>(bytes.data() + table->sh_offset),
                       table->sh_size / sizeof(Sym))) {
    StringRef name = old + symbol.st_name;
    if (name.empty())
      continue;
    symbol.st_name = uint32_t(text.size());
    text += symbol.getType() == ELF::STT_FUNC ? moduleName(name, names)
                                              : name.str();
    text += '\0';
  }
  strings.sh_size = text.size();
  std::string headers(reinterpret_cast<const char *>(sections.data()),
                      sections.size() * sizeof(Shdr));
  header->e_shoff = alignTo(start + text.size(), alignof(uint64_t));
  uint64_t end = header->e_shoff;
  bytes.truncate(start);
  bytes.append(text.begin(), text.end());
  bytes.resize(end);
  bytes.append(headers.begin(), headers.end());
  return std::make_unique<SmallVectorMemoryBuffer>(
      std::move(bytes), executable->getBufferIdentifier(),
      /*RequiresNullTerminator=*/false);
}

} // namespace wasmc
